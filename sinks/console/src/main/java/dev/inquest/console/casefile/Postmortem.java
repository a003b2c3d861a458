package dev.inquest.console.casefile;

import dev.inquest.schemas.wire.Evidence;
import dev.inquest.schemas.wire.Factor;
import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.Remedy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Tells a finding to somebody who was not there.
final class Postmortem {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Finding finding;
    private final Collection<Finding> children;
    private final Markdown page = new Markdown();

    private Postmortem(Finding finding, Collection<Finding> children) {
        this.finding = finding;
        this.children = children;
    }

    static String of(Finding finding, Collection<Finding> children, String rules, Events events) {
        var postmortem = new Postmortem(finding, children);
        postmortem.summary(rules);
        postmortem.commonality();
        postmortem.timeline();
        postmortem.evidence();
        postmortem.remedies();
        postmortem.nodes();
        postmortem.howToReplay(events);
        return postmortem.page.toString();
    }

    private void summary(String rules) {
        page.heading(1, finding.getTitle()).paragraph(finding.getNarrative());
        page.table(List.of("", ""))
                .row(List.of("finding", finding.getId()))
                .row(List.of("pattern", finding.getPattern()))
                .row(List.of("cluster", finding.getCluster()))
                .row(List.of("severity", finding.getSeverity().name()))
                .row(List.of("status", status()))
                .row(List.of("revision", Integer.toString(finding.getRevision())))
                .row(List.of("nodes", Integer.toString(finding.getScope().getNodeCount())))
                .row(List.of("first seen", time(finding.getFirstSeen())))
                .row(List.of("last seen", time(finding.getLastSeen())))
                .row(List.of("paged", paged()))
                .row(List.of("rules", rules))
                .line("")
                .line("Times are UTC, as detection saw them.");
    }

    private String status() {
        return finding.getStatus() == FindingStatus.OPEN ? "open" : "resolved";
    }

    private String paged() {
        return (finding.getPages() ? "yes: " : "no: ") + finding.getPagingReason();
    }

    private void commonality() {
        var common = finding.getCommonality();
        if (common == null) {
            return;
        }
        page.heading(2, "What they share").paragraph(common.getStatement());
        if (common.getFactors().isEmpty()) {
            return;
        }
        page.table(List.of("factor", "failing with it", "healthy with it", "risk ratio", "tier"));
        common.getFactors().forEach(factor -> page.row(factor(factor)));
        page.line("");
    }

    private static List<String> factor(Factor factor) {
        return List.of(
                String.join(" and ", factor.getItems()),
                share(factor.getFailingWith(), factor.getFailingWithout()),
                share(factor.getHealthyWith(), factor.getHealthyWithout()),
                ratio(factor),
                factor.getTier().name().toLowerCase(Locale.ROOT));
    }

    private static String share(int with, int without) {
        return "%d of %d".formatted(with, with + without);
    }

    private static String ratio(Factor factor) {
        var ratio = factor.getRiskRatio();
        var low = factor.getRiskRatioLow();
        var high = factor.getRiskRatioHigh();
        if (ratio == null) {
            return "";
        }
        return low == null || high == null
                ? String.format(Locale.ROOT, "%.1f", ratio)
                : String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", ratio, low, high);
    }

    private void timeline() {
        page.heading(2, "Timeline").table(List.of("time", "what", "said by"));
        finding.getEvidence().stream()
                .sorted(Comparator.comparing(Evidence::getAt))
                .forEach(evidence ->
                        page.row(
                                List.of(
                                        time(evidence.getAt()),
                                        first(evidence),
                                        evidence.getWhat())));
        children.stream()
                .sorted(Comparator.comparing(Finding::getFirstSeen))
                .forEach(child ->
                        page.row(
                                List.of(
                                        time(child.getFirstSeen()),
                                        child.getTitle(),
                                        child.getPattern())));
        page.line("");
    }

    private static String first(Evidence evidence) {
        return evidence.getExcerpt().isEmpty() ? "" : evidence.getExcerpt().getFirst();
    }

    private void evidence() {
        page.heading(2, "Evidence");
        for (var evidence : finding.getEvidence()) {
            page.paragraph(
                    "%s, %s%s".formatted(time(evidence.getAt()), evidence.getWhat(), at(evidence)));
            if (!evidence.getExcerpt().isEmpty()) {
                page.code("text", evidence.getExcerpt());
            }
        }
    }

    private static String at(Evidence evidence) {
        if (evidence.getOffset() < 0) {
            return "";
        }
        return ", %s-%d at %d"
                .formatted(evidence.getTopic(), evidence.getPartition(), evidence.getOffset());
    }

    private void remedies() {
        page.heading(2, "What to do");
        for (Remedy remedy : finding.getRemedies()) {
            page.paragraph(remedy.getText());
            if (!remedy.getCommands().isEmpty()) {
                page.code("sh", remedy.getCommands());
            }
            page.paragraph(remedy.getRisk().isEmpty() ? "" : "Risk: " + remedy.getRisk());
            page.paragraph(remedy.getReference().isEmpty() ? "" : "See " + remedy.getReference());
        }
    }

    private void nodes() {
        page.heading(2, "Nodes");
        finding.getScope().getNodes().forEach(node -> page.line("* " + Markdown.inline(node)));
        var more = finding.getScope().getNodeCount() - finding.getScope().getNodes().size();
        if (more > 0) {
            page.line("* and %d more".formatted(more));
        }
    }

    private void howToReplay(Events events) {
        page.heading(2, "Replay")
                .line(
                        "`events.jsonl` holds %d events of these nodes, redacted as they were collected."
                                .formatted(events.lines().size()))
                .line(
                        "Played through the same rules they give this finding again. Its id may be"
                                + " another one where they reached detection in another order than"
                                + " that of their times:")
                .line("")
                .code("sh", List.of("./inquest replay events.jsonl"));
        if (!events.complete()) {
            page.line("There were more events than a case file holds; the latest are missing.");
        }
    }

    private static String time(Instant at) {
        return DAY_AND_TIME.format(at);
    }
}
