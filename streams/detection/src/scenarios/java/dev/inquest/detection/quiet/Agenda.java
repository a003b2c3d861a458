package dev.inquest.detection.quiet;

import java.time.Instant;
import java.util.PriorityQueue;

/// What is to happen, in the order of its times; what is due together happens in the order in which
/// it was planned.
final class Agenda {

    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long planned;

    private record Item(Instant at, long number, Runnable what) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            var byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void at(Instant when, Runnable what) {
        items.add(new Item(when, planned++, what));
    }

    void runUntil(Instant now) {
        while (!items.isEmpty() && !items.peek().at().isAfter(now)) {
            items.poll().what().run();
        }
    }
}
