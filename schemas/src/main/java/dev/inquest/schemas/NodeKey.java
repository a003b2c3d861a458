package dev.inquest.schemas;

/// Reads and writes the record key `cluster/node`, in the one place that knows its form.
public record NodeKey(String cluster, String node) {

    public NodeKey {
        if (!isName(cluster) || !isName(node)) {
            throw new IllegalArgumentException(
                    "a node is written cluster/node, not '" + cluster + "/" + node + "'");
        }
    }

    /// Parses `cluster/node`; of `cluster/node#source` it takes the part before `#`.
    public static NodeKey parse(String key) {
        var end = key.indexOf('#');
        var plain = end < 0 ? key : key.substring(0, end);
        var slash = plain.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "a node is written cluster/node, not '" + plain + "'");
        }
        return new NodeKey(plain.substring(0, slash), plain.substring(slash + 1));
    }

    /// The key of one source's facts about this node.
    public String source(String source) {
        return this + "#" + source;
    }

    @Override
    public String toString() {
        return cluster + "/" + node;
    }

    private static boolean isName(String part) {
        return !part.isEmpty()
                && part.length() <= 253
                && part.chars().noneMatch(c -> c == '/' || c == '#' || c <= ' ' || c == 0x7f);
    }
}
