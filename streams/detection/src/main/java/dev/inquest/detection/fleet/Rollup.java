package dev.inquest.detection.fleet;

import dev.inquest.detection.cases.Case;
import dev.inquest.detection.cases.Scope;
import dev.inquest.detection.cases.Severity;
import dev.inquest.detection.fleet.Ledger.Entry;
import java.time.Instant;
import java.util.Optional;

/// Turns cases into the finding that tells of them: a node's own, or one for all nodes with the
/// same cause.
final class Rollup {

    private Rollup() {}

    static Member member(Entry entry) {
        return new Member(entry.node(), entry.at(), true, entry.witnessed(), entry.zone());
    }

    static Finding add(Optional<Finding> before, FindingKey key, Scope scope, Entry entry) {
        var joined =
                before.orElseGet(() -> begin(key, entry))
                        .with(member(entry))
                        .resting(entry.about().evidence());
        var open = joined.with(joined.course().holds(entry.at()));
        var fresh = before.isEmpty() || scope == Scope.NODE;
        var told = fresh ? open.with(telling(entry.about()), open.paging()) : open;
        return retitle(told, scope, entry.about());
    }

    private static Finding begin(FindingKey key, Entry entry) {
        return Finding.begin(
                key, telling(entry.about()), paging(entry.about()), Course.begin(entry.at()));
    }

    /// The title of a roll-up says how many nodes are concerned.
    static Finding retitle(Finding finding, Scope scope, Case about) {
        var title = scope == Scope.NODE ? about.title() : about.title() + " on " + nodes(finding);
        return finding.with(finding.telling().titled(title), finding.paging());
    }

    static String nodes(Finding finding) {
        var count = finding.concerned().size();
        return count == 1 ? "1 node" : count + " nodes";
    }

    private static Telling telling(Case about) {
        return new Telling(
                about.severity(),
                about.title(),
                about.narrative(),
                about.workload(),
                "",
                about.remedies());
    }

    private static Paging paging(Case about) {
        return about.severity().compareTo(Severity.ERROR) >= 0
                ? Paging.yes("severity " + about.severity())
                : new Paging(false, "severity " + about.severity() + " wakes nobody");
    }

    /// A node leaves the condition; when it was the last, the finding falls quiet.
    static Finding leave(Finding finding, Member member, Instant at) {
        var left = finding.with(member.closed());
        return left.holds() ? left : left.with(left.course().quiet(at));
    }
}
