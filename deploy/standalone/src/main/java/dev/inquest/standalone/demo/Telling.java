package dev.inquest.standalone.demo;

import dev.inquest.schemas.wire.Finding;
import dev.inquest.schemas.wire.FindingStatus;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.standalone.demo.story.Chapter;
import dev.inquest.standalone.demo.summary.StoryTime;
import dev.inquest.standalone.terminal.FindingView;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Tells people what happens, as it happens, in story time.
///
/// @param start zero of story time
record Telling(Screen screen, Instant start) {

    private static final String INDENT = " ".repeat(8);

    /// A line of its own.
    void say(Style style, String text) {
        screen.line(style, Text.clean(text));
    }

    /// What people do in the story.
    void chapter(Chapter chapter) {
        say(Style.STRONG, "%s  == %s ==".formatted(StoryTime.text(chapter.at()), chapter.text()));
    }

    /// What becomes of a node, in detection's words.
    void change(NodeChange change) {
        ChangeLine.of(change, start).ifPresent(line -> say(line.style(), line.text()));
    }

    /// A finding has opened, changed or been resolved. It is told in full when it opens, and all of
    /// them again at the end; what another speaks for, and what is only revised, gets one line.
    void finding(Finding finding) {
        if (finding.getParent() != null || finding.getRevision() > 1) {
            screen.line(headline(finding));
        } else {
            whole(finding);
        }
    }

    /// All findings as they stand.
    void findings(Collection<Finding> findings) {
        say(Style.STRONG, "-".repeat(72));
        findings.forEach(this::whole);
    }

    private void whole(Finding finding) {
        var lines = new ArrayList<>(List.of(headline(finding)));
        new FindingView(screen, ZoneOffset.UTC)
                .lines(finding).stream().skip(1).map(INDENT::concat).forEach(lines::add);
        screen.lines(lines);
    }

    private String headline(Finding finding) {
        var at = StoryTime.text(Duration.between(start, finding.getLastSeen()));
        return "%s  %s %s"
                .formatted(
                        at,
                        screen.styled(style(finding), "FINDING " + word(finding)),
                        screen.styled(Style.STRONG, Text.clean(finding.getTitle())));
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
        return switch (finding.getSeverity()) {
            case INFO -> Style.FAINT;
            case WARNING -> Style.CAUTION;
            case ERROR -> Style.BAD;
            case CRITICAL -> Style.ALARM;
        };
    }
}
