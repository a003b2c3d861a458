package dev.inquest.standalone.terminal;

import dev.inquest.schemas.wire.Commonality;
import dev.inquest.schemas.wire.Evidence;
import dev.inquest.schemas.wire.Factor;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Remedy;
import dev.inquest.schemas.wire.Scope;
import dev.inquest.schemas.wire.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Shows a finding to a person who was just woken up: what, who, what they share, what to do.
public final class FindingView {

    private static final int NODES_SHOWN = 6;
    private static final int EVIDENCE_SHOWN = 5;
    private static final int EXCERPT_SHOWN = 4;
    private static final String INDENT = "  ";

    private final Screen screen;
    private final DateTimeFormatter clock;
    private final String pages;

    /// A view for where nothing is sent that could wake somebody.
    public FindingView(Screen screen, ZoneId zone) {
        this(screen, zone, false);
    }

    /// @param sends whether some sink wakes people
    public FindingView(Screen screen, ZoneId zone, boolean sends) {
        this.screen = screen;
        this.pages = sends ? "pages" : "would page";
        this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /// Prints the finding, all its lines together.
    public void show(Finding finding) {
        screen.lines(lines(finding));
    }

    /// The finding in one line.
    public String headline(Finding finding) {
        var mark = screen.styled(style(finding), "%-8s".formatted(word(finding)));
        var at = screen.styled(Style.FAINT, clock.format(finding.getLastSeen()));
        return at + " " + mark + " " + screen.styled(Style.STRONG, Text.clean(finding.getTitle()));
    }

    /// The whole finding.
    public List<String> lines(Finding finding) {
        var lines = new ArrayList<String>();
        lines.add(headline(finding));
        wrap(lines, finding.getNarrative());
        lines.add(INDENT + faint("who      ") + who(finding.getScope()));
        if (finding.getCommonality() != null) {
            commonality(lines, finding.getCommonality());
        }
        evidence(lines, finding.getEvidence());
        finding.getRemedies().forEach(remedy -> remedy(lines, remedy));
        lines.add(INDENT + faint(paging(finding)));
        return lines;
    }

    private String paging(Finding finding) {
        var why = finding.getPagingReason();
        var whom = finding.getPages() ? pages : "pages nobody";
        return Text.clean(
                "%s · %s revision %d%s"
                        .formatted(
                                finding.getPattern(),
                                whom,
                                finding.getRevision(),
                                why.isEmpty() ? "" : " · " + why));
    }

    private String who(Scope scope) {
        var count = scope.getNodeCount();
        var shown = scope.getNodes().stream().limit(NODES_SHOWN).toList();
        var more = count - shown.size();
        var names = String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
        var zones = new TreeMap<>(scope.getZones());
        var where = zones.isEmpty() ? "" : " in " + String.join(", ", zones.keySet());
        var workload = scope.getWorkload() == null ? "" : " · " + scope.getWorkload();
        return Text.clean(
                "%d node%s%s: %s%s"
                        .formatted(count, count == 1 ? "" : "s", where, names, workload));
    }

    private void commonality(List<String> lines, Commonality commonality) {
        var wrapped = Text.wrap(commonality.getStatement(), columns());
        lines.add(INDENT + faint("shared   ") + screen.styled(Style.STRONG, wrapped.getFirst()));
        wrapped.stream().skip(1).forEach(line -> lines.add(INDENT.repeat(5) + " " + line));
        commonality.getFactors().forEach(factor -> lines.add(factor(factor)));
    }

    private String factor(Factor factor) {
        var failing = factor.getFailingWith() + factor.getFailingWithout();
        var healthy = factor.getHealthyWith() + factor.getHealthyWithout();
        return INDENT.repeat(5)
                + " "
                + Text.clean(
                        "%s  %s: %d of %d failing, %d of %d healthy%s"
                                .formatted(
                                        factor.getTier(),
                                        String.join(" and ", factor.getItems()),
                                        factor.getFailingWith(),
                                        failing,
                                        factor.getHealthyWith(),
                                        healthy,
                                        strength(factor)));
    }

    private static String strength(Factor factor) {
        var low = factor.getRiskRatioLow();
        var ratio = factor.getRiskRatio();
        var high = factor.getRiskRatioHigh();
        var chance = factor.getPValue();
        if (low == null || chance == null) {
            return "";
        }
        var risk =
                ratio == null || high == null
                        ? "at least %.0f times the risk".formatted(low)
                        : "%.0f times the risk (%.0f to %.0f)".formatted(ratio, low, high);
        return "; %s, p = %.1g".formatted(risk, chance);
    }

    private void evidence(List<String> lines, List<Evidence> evidence) {
        for (var item : evidence.stream().limit(EVIDENCE_SHOWN).toList()) {
            lines.add(
                    INDENT
                            + faint("seen     ")
                            + clock.format(item.getAt())
                            + " "
                            + Text.clean(item.getWhat()));
            item.getExcerpt().stream()
                    .limit(EXCERPT_SHOWN)
                    .forEach(line -> lines.add(INDENT.repeat(5) + " " + faint(fit(line))));
        }
        var more = evidence.size() - EVIDENCE_SHOWN;
        if (more > 0) {
            lines.add(INDENT.repeat(5) + " " + faint("and " + more + " more"));
        }
    }

    private void remedy(List<String> lines, Remedy remedy) {
        var wrapped = Text.wrap(remedy.getText(), columns());
        lines.add(INDENT + screen.styled(Style.GOOD, "remedy   ") + wrapped.getFirst());
        wrapped.stream().skip(1).forEach(line -> lines.add(INDENT.repeat(5) + " " + line));
        // Commands are shown whole: a cut command is worse than a long line.
        remedy.getCommands()
                .forEach(line -> lines.add(INDENT.repeat(5) + " $ " + Text.clean(line)));
        if (!remedy.getRisk().isEmpty()) {
            lines.add(INDENT.repeat(5) + " " + faint("risk: " + Text.clean(remedy.getRisk())));
        }
    }

    private void wrap(List<String> lines, String text) {
        if (!text.isBlank()) {
            Text.wrap(text, screen.width() - 2).forEach(line -> lines.add(INDENT + line));
        }
    }

    private int columns() {
        return Math.max(40, screen.width() - 11);
    }

    private String fit(String line) {
        return Text.fit(line, columns());
    }

    private String faint(String text) {
        return screen.styled(Style.FAINT, text);
    }

    private static String word(Finding finding) {
        return finding.getStatus() == FindingStatus.RESOLVED
                ? "resolved"
                : finding.getSeverity().name().toLowerCase(Locale.ROOT);
    }

    private static Style style(Finding finding) {
        if (finding.getStatus() == FindingStatus.RESOLVED) {
            return Style.GOOD;
        }
        return style(finding.getSeverity());
    }

    private static Style style(Severity severity) {
        return switch (severity) {
            case INFO -> Style.FAINT;
            case WARNING -> Style.CAUTION;
            case ERROR -> Style.BAD;
            case CRITICAL -> Style.ALARM;
        };
    }

    /// The time as the lines show it.
    public String time(Instant at) {
        return clock.format(at);
    }
}
