package dev.inquest.benchmarks.crash;

import java.util.List;
import java.util.function.Predicate;

/// The measures of the corpus's evaluation protocol over one slice of it.
record Accuracy(Share detected, Share title, Share anyTitle, Share type, Share frame) {

    static Accuracy of(List<Reading> readings, Predicate<Case> slice) {
        List<Reading> titled =
                readings.stream()
                        .filter(reading -> reading.expected().title().isPresent())
                        .filter(reading -> slice.test(reading.expected()))
                        .toList();
        List<Reading> whole = where(titled, one -> !one.corrupted());
        return new Accuracy(
                Share.of(titled, Reading::isDetected),
                Share.of(whole, Reading::isTitle),
                Share.of(whole, Reading::isAnyTitle),
                Share.of(where(whole, one -> one.type().isPresent()), Reading::isType),
                Share.of(where(whole, one -> one.frame().isPresent()), Reading::isFrame));
    }

    private static List<Reading> where(List<Reading> readings, Predicate<Case> slice) {
        return readings.stream().filter(reading -> slice.test(reading.expected())).toList();
    }
}
