package dev.inquest.standalone.demo.summary;

/// Why nobody was woken about a node that was away.
public enum Reason {
    PLANNED_REBOOT("planned reboot", "planned reboots"),
    SCALE_DOWN("drain and scale-down", "drains and scale-downs"),
    SPOT_RECLAIM("spot reclaim", "spot reclaims"),
    PAUSE("pause", "pauses"),
    AGENT_AWAY("agent away while its node lived", "agents away while their nodes lived"),
    STILL_AWAY("planned absence that goes on", "planned absences that go on"),
    UNEXPLAINED_REBOOT("reboot that nobody explained", "reboots that nobody explained");

    private final String one;
    private final String many;

    Reason(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /// So many of them, in words.
    String count(int number) {
        return number + " " + (number == 1 ? one : many);
    }

    /// Its name, as a reader would say it.
    String title() {
        return Character.toUpperCase(many.charAt(0)) + many.substring(1);
    }
}
