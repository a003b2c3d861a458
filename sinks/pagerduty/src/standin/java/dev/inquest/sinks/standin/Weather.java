package dev.inquest.sinks.standin;

import java.util.random.RandomGenerator;

/// What goes wrong on the way to the stand-in and back, in parts of a thousand.
///
/// @param fails 500 or 503 before the event is looked at
/// @param drops the connection is cut before the event is looked at
/// @param forgets the event is taken, and the connection cut before the answer
/// @param dawdles the answer comes 300 ms late
public record Weather(int fails, int drops, int forgets, int dawdles) {

    public static final Weather FAIR = new Weather(0, 0, 0, 0);
    public static final Weather DOWN = new Weather(1_000, 0, 0, 0);

    enum Event {
        FINE,
        FAIL,
        DROP,
        FORGET,
        DAWDLE
    }

    Event next(RandomGenerator random) {
        var dice = random.nextInt(1_000);
        if ((dice -= fails) < 0) {
            return Event.FAIL;
        }
        if ((dice -= drops) < 0) {
            return Event.DROP;
        }
        if ((dice -= forgets) < 0) {
            return Event.FORGET;
        }
        return dice - dawdles < 0 ? Event.DAWDLE : Event.FINE;
    }
}
