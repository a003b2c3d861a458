package dev.inquest.detection.cohort.item;

import java.util.Comparator;
import java.util.HexFormat;

/// One fact that nodes can share: an attribute with one value, such as `kernel_release` =
/// `5.15.0-91-generic`.
///
/// A node may carry several items of one attribute, such as `iface` = `eth0` and `iface` =
/// `kube-ipvs0`. Long texts are cut; a hash at the end keeps different ones apart.
public record Item(String attribute, String value) implements Comparable<Item> {

    /// Longer names and values are cut to this many characters.
    public static final int MAX_LENGTH = 256;

    private static final int HASH_LENGTH = 9;
    private static final Comparator<Item> ORDER =
            Comparator.comparing(Item::attribute).thenComparing(Item::value);

    public Item {
        attribute = cut(attribute);
        value = cut(value);
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        var hash = HexFormat.of().toHexDigits(text.hashCode());
        return text.substring(0, MAX_LENGTH - HASH_LENGTH) + "~" + hash;
    }

    @Override
    public int compareTo(Item other) {
        return ORDER.compare(this, other);
    }

    /// The same in every process, because stored order follows it.
    @Override
    public int hashCode() {
        return 31 * attribute.hashCode() + value.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return (this == other)
                || (other instanceof Item(var otherAttribute, var otherValue)
                        && attribute.equals(otherAttribute)
                        && value.equals(otherValue));
    }

    @Override
    public String toString() {
        return attribute + "=" + value;
    }
}
