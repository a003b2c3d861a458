package dev.inquest.standalone.demo;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.Severity;
import dev.inquest.standalone.demo.story.Chapter;
import dev.inquest.standalone.demo.summary.StoryTime;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/// Tells people what happens, as it happens, in story time.
///
/// @param out where people read
/// @param colour whether they read on a terminal that shows colours
/// @param start zero of story time
record Telling(PrintWriter out, boolean colour, Instant start) {

    private static final String RULE = "-".repeat(78);

    /// A line of its own.
    void say(Tone tone, String text) {
        var printable = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
        out.println(colour ? tone.paint(printable) : printable);
        out.flush();
    }

    /// What people do in the story.
    void chapter(Chapter chapter) {
        say(Tone.HEADING, "%s  ==  %s".formatted(StoryTime.text(chapter.at()), chapter.text()));
    }

    /// What becomes of a node, in detection's words.
    void change(NodeChange change) {
        ChangeLine.of(change, start).ifPresent(line -> say(line.tone(), line.text()));
    }

    /// A finding has opened, changed or been resolved; one that another speaks for gets one line.
    void finding(Finding finding) {
        say(tone(finding), headline(finding));
        if (finding.getParent() == null && finding.getStatus() == FindingStatus.OPEN) {
            body(finding);
        }
    }

    /// All findings as they stand.
    void findings(Collection<Finding> findings) {
        say(Tone.HEADING, RULE);
        for (var finding : findings) {
            say(tone(finding), headline(finding));
            body(finding);
        }
    }

    private String headline(Finding finding) {
        return "%s  FINDING %s %s: %s"
                .formatted(
                        StoryTime.text(Duration.between(start, finding.getLastSeen())),
                        finding.getStatus() == FindingStatus.OPEN
                                ? finding.getSeverity()
                                : "RESOLVED",
                        finding.getPattern(),
                        finding.getTitle());
    }

    private void body(Finding finding) {
        indented(finding.getNarrative());
        var commonality = finding.getCommonality();
        if (commonality != null) {
            indented("in common: " + commonality.getStatement());
        }
        for (var remedy : finding.getRemedies()) {
            indented("remedy: " + remedy.getText());
            remedy.getCommands().forEach(command -> indented("  $ " + command));
        }
        indented(finding.getPages() ? "pages" : finding.getPagingReason());
    }

    private void indented(String text) {
        if (!text.isBlank()) {
            say(Tone.PLAIN, "        " + text);
        }
    }

    private static Tone tone(Finding finding) {
        if (finding.getStatus() == FindingStatus.RESOLVED) {
            return Tone.GOOD;
        }
        return finding.getSeverity() == Severity.CRITICAL || finding.getSeverity() == Severity.ERROR
                ? Tone.ALARM
                : Tone.PLAIN;
    }
}
