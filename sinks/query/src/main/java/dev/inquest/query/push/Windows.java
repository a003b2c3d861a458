package dev.inquest.query.push;

import dev.inquest.query.sql.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says into which windows a record falls, and when a window is over.
sealed interface Windows {

    /// As in ksqlDB.
    Duration GRACE = Duration.ofHours(24);

    /// The windows of a moment; of a session, the moment itself.
    List<Span> of(long timestamp);

    /// Whether two windows of one group are one.
    boolean isSame(Span one, Span other);

    /// Whether nothing is added to a window any more.
    boolean isOver(Span span, long time);

    static Windows of(Optional<Window> window) {
        return window.<Windows>map(known ->
                        switch (known) {
                            case Window.Tumbling(var size, var grace) ->
                                    new Fixed(millis(size), millis(size), millis(grace));
                            case Window.Hopping(var size, var advance, var grace) ->
                                    new Fixed(millis(size), millis(advance), millis(grace));
                            case Window.Session(var gap, var grace) ->
                                    new Sessions(millis(gap), millis(grace));
                        })
                .orElseGet(Always::new);
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    private static long millis(Optional<Duration> grace) {
        return grace.orElse(GRACE).toMillis();
    }

    /// Windows of one size that begin at regular moments.
    record Fixed(long size, long advance, long grace) implements Windows {

        @Override
        public List<Span> of(long timestamp) {
            var spans = new ArrayList<Span>();
            var start = Math.floorDiv(timestamp, advance) * advance;
            while (start > timestamp - size) {
                spans.add(new Span(start, start + size));
                start -= advance;
            }
            return spans;
        }

        @Override
        public boolean isSame(Span one, Span other) {
            return one.start() == other.start();
        }

        @Override
        public boolean isOver(Span span, long time) {
            return time >= span.end() + grace;
        }
    }

    /// Windows that last as long as no gap is longer.
    record Sessions(long gap, long grace) implements Windows {

        @Override
        public List<Span> of(long timestamp) {
            return List.of(new Span(timestamp, timestamp));
        }

        @Override
        public boolean isSame(Span one, Span other) {
            return other.start() <= one.end() + gap && other.end() >= one.start() - gap;
        }

        @Override
        public boolean isOver(Span span, long time) {
            return time > span.end() + gap + grace;
        }
    }

    /// One window for all time.
    record Always() implements Windows {

        @Override
        public List<Span> of(long timestamp) {
            return List.of(new Span(Long.MIN_VALUE, Long.MAX_VALUE));
        }

        @Override
        public boolean isSame(Span one, Span other) {
            return true;
        }

        @Override
        public boolean isOver(Span span, long time) {
            return false;
        }
    }
}
