package dev.inquest.standalone.demo.summary;

import dev.inquest.schemas.wire.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/// Writes, for whoever wants to check, which nodes were away without anybody being woken, and why.
public record NotPagedReport(Instant start, Collection<Finding> findings, NotPaged notPaged) {

    /// The report as Markdown.
    public String markdown() {
        var text = new StringBuilder();
        text.append("# Inquest demonstration: what was found, and who was not woken\n\n");
        text.append("The fleet was simulated. Times are minutes and seconds of the story.\n\n");
        text.append("## Findings\n\n");
        text.append("| finding | severity | status | nodes | pages |\n|---|---|---|---|---|\n");
        findings.forEach(finding -> text.append(row(finding)));
        notPaged.byReason()
                .forEach((reason, absences) -> {
                    text.append("\n## ").append(reason.title()).append(" (");
                    text.append(absences.size()).append(")\n\n");
                    text.append("| node | at | why nobody was woken |\n|---|---|---|\n");
                    absences.forEach(absence -> text.append(row(absence)));
                });
        return text.toString();
    }

    private static String row(Finding finding) {
        return "| %s | %s | %s | %d | %s |\n"
                .formatted(
                        cell(finding.getTitle()),
                        finding.getSeverity(),
                        finding.getStatus(),
                        finding.getScope().getNodeCount(),
                        cell(finding.getPagingReason()));
    }

    private String row(Absence absence) {
        var at = StoryTime.text(Duration.between(start, absence.at()));
        return "| %s | %s | %s |\n".formatted(cell(absence.node()), at, cell(absence.cause()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }
}
