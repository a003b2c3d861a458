package dev.inquest.collectors.netconsole;

import dev.inquest.collectors.netconsole.LossyRelay.Weather;
import java.util.List;
import java.util.stream.IntStream;

/// A life of a kernel, and the weather that its last words travel through.
///
/// @param life the recording
/// @param deciding what the datagram holds without which nobody can know of the crash
record LossyScenario(String life, String deciding, Weather weather) {

    static final int FIRST_PORT = 7100;

    static List<LossyScenario> all() {
        return List.of(
                basic(new Weather(0, 0, 0, 1)),
                basic(new Weather(1, 0, 0, 2)),
                basic(new Weather(5, 0, 0, 3)),
                panic(new Weather(0, 0, 0, 4)),
                panic(new Weather(1, 0, 0, 5)),
                panic(new Weather(5, 0, 0, 6)),
                panic(new Weather(0, 25, 0, 7)),
                panic(new Weather(5, 25, 5, 8)),
                oops(new Weather(0, 0, 0, 9)),
                oops(new Weather(1, 0, 0, 10)),
                oops(new Weather(5, 0, 0, 11)),
                oops(new Weather(0, 25, 0, 12)),
                oops(new Weather(5, 25, 5, 13)));
    }

    private static LossyScenario basic(Weather weather) {
        return new LossyScenario("h1-netconsole-basic-panic", "Kernel panic - not", weather);
    }

    private static LossyScenario panic(Weather weather) {
        return new LossyScenario("h2-netconsole-ext-panic", "Kernel panic - not", weather);
    }

    private static LossyScenario oops(Weather weather) {
        return new LossyScenario(
                "h4-netconsole-ext-oops", "BUG: kernel NULL pointer dereference", weather);
    }

    boolean isExtended() {
        return !life.contains("basic");
    }

    /// What the datagrams that arrived look like to whoever counts sequence numbers: how many of
    /// those between the first and the last never arrived.
    long neverSeen(List<Integer> lost) {
        var datagrams = RecordedDatagrams.of(life);
        var sequences =
                IntStream.range(0, datagrams.size())
                        .filter(number -> !lost.contains(number))
                        .mapToObj(datagrams::get)
                        .map(bytes -> Datagram.parse(bytes, bytes.length))
                        .filter(Datagram.Extended.class::isInstance)
                        .map(Datagram.Extended.class::cast)
                        .mapToLong(Datagram.Extended::sequence)
                        .distinct()
                        .summaryStatistics();
        return sequences.getMax() - sequences.getMin() + 1 - sequences.getCount();
    }
}
