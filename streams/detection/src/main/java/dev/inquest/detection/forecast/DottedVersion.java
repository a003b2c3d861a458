package dev.inquest.detection.forecast;

import java.util.Arrays;
import java.util.List;

/// A distribution's version, compared number by number: 24.04 comes before 24.10, 9.10 after 9.4.
record DottedVersion(List<Integer> numbers) implements Comparable<DottedVersion> {

    /// What is no number counts as 0.
    static DottedVersion of(String text) {
        return new DottedVersion(
                Arrays.stream(text.split("\\.", 5)).map(DottedVersion::number).toList());
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /// A missing number counts as 0: 9 and 9.0 are the same.
    @Override
    public int compareTo(DottedVersion other) {
        for (var i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            var order = Integer.compare(at(i), other.at(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int at(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }
}
