package dev.inquest.standalone.cli;

import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStatus;
import dev.inquest.standalone.terminal.FindingView;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Table;
import dev.inquest.standalone.terminal.Text;
import dev.inquest.topology.ReplayRun;
import java.time.ZoneOffset;

/// Prints what a replay found.
sealed interface ReplayReport {

    void print(ReplayRun run, boolean transitions);

    /// Lines in the form that `replay` reads.
    record ForPrograms(JsonLines lines) implements ReplayReport {

        @Override
        public void print(ReplayRun run, boolean transitions) {
            if (transitions) {
                run.changes().forEach(c -> lines.print("transitions", c.getNode(), c.getAt(), c));
            }
            run.findings().forEach(f -> lines.print("findings", f.getId(), f.getLastSeen(), f));
            run.statuses().forEach(s -> lines.print("status", key(s), s.getSince(), s));
        }
    }

    /// Findings, then a table of nodes.
    record ForPeople(Screen screen) implements ReplayReport {

        @Override
        public void print(ReplayRun run, boolean transitions) {
            if (transitions) {
                run.changes().forEach(this::show);
                screen.line("");
            }
            var view = new FindingView(screen, ZoneOffset.UTC);
            for (var finding : run.findings()) {
                view.show(finding);
                screen.line("");
            }
            if (run.findings().isEmpty()) {
                screen.line(Style.GOOD, "No findings.");
                screen.line("");
            }
            table(run);
        }

        private void show(NodeChange change) {
            var why = change.getCauses().isEmpty() ? "" : ": " + change.getCauses().getFirst();
            screen.line(
                    Text.clean(
                            "%s %s %s → %s%s"
                                    .formatted(
                                            change.getAt(),
                                            change.getNode(),
                                            change.getFrom(),
                                            change.getTo(),
                                            why)));
        }

        private void table(ReplayRun run) {
            var table = new Table("NODE", "STATE", "SINCE", "WHY");
            for (var status : run.statuses()) {
                table.row(
                        key(status),
                        state(status),
                        status.getSince().toString(),
                        status.getCauses().isEmpty() ? "" : status.getCauses().getFirst());
            }
            screen.lines(table.lines(screen.width()));
        }

        private static String state(NodeStatus status) {
            var reboot = status.getReboot();
            return reboot == null ? status.getState().name() : status.getState() + " " + reboot;
        }
    }

    private static String key(NodeStatus status) {
        return status.getCluster() + "/" + status.getNode();
    }
}
