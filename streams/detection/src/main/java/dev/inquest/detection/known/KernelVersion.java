package dev.inquest.detection.known;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A kernel's release as `uname -r` prints it, taken apart so that releases compare as versions:
/// 5.15.0-91 comes before 5.15.0-112.
///
/// The flavour (`generic`, `aws`, `el9_4`) is what follows the numbers, without the architecture;
/// the numbers of two flavours of one distribution mean different things, so it takes no part in
/// the order.
///
/// @param candidate the number of a release candidate, which comes before the release;
///   `Integer.MAX_VALUE` for the release itself
public record KernelVersion(List<Long> numbers, int candidate, String flavour)
        implements Comparable<KernelVersion> {

    private static final int MAX_LENGTH = 128;
    private static final int RELEASED = Integer.MAX_VALUE;

    private static final Pattern NUMBERS =
            Pattern.compile("[0-9]{1,18}+(?![0-9A-Za-z])(?:[.-][0-9]{1,18}+(?![0-9A-Za-z]))*+");
    private static final Pattern CANDIDATE = Pattern.compile("^-rc([0-9]{1,4})(?![0-9])");
    private static final Pattern ARCHITECTURE =
            Pattern.compile("[.](?:x86_64|aarch64|s390x|ppc64le|riscv64|i686)(?=$|[+])");

    public KernelVersion {
        numbers = List.copyOf(numbers);
    }

    /// Takes a release apart; also a part of one, such as 5.15.
    ///
    /// @throws IllegalArgumentException when it does not begin with a number
    public static KernelVersion fromString(String release) {
        var text = release.strip();
        var match = NUMBERS.matcher(text);
        if (text.length() > MAX_LENGTH || !match.lookingAt()) {
            throw new IllegalArgumentException("'" + cut(text) + "' is no kernel release");
        }
        var rest = text.substring(match.end());
        var candidate = CANDIDATE.matcher(rest);
        var number = candidate.find() ? Integer.parseInt(candidate.group(1)) : RELEASED;
        var flavour = number == RELEASED ? rest : rest.substring(candidate.end());
        return new KernelVersion(numbers(match.group()), number, flavour(flavour));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }

    private static List<Long> numbers(String text) {
        var numbers = new ArrayList<Long>();
        for (var number : text.split("[.-]", -1)) {
            numbers.add(Long.parseLong(number));
        }
        return numbers;
    }

    private static String flavour(String rest) {
        var plain = ARCHITECTURE.matcher(rest).replaceFirst("");
        return plain.replaceFirst("^[.+~_-]+", "");
    }

    /// A missing number counts as 0.
    @Override
    public int compareTo(KernelVersion other) {
        for (var i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            var order = Long.compare(at(i), other.at(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(candidate, other.candidate);
    }

    private long at(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }
}
