package dev.inquest.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.schemas.json.PlainJson;
import dev.inquest.standalone.platform.GroupLag;
import dev.inquest.standalone.sinks.SinkLine;
import dev.inquest.standalone.terminal.FindingView;
import dev.inquest.standalone.terminal.Screen;
import dev.inquest.standalone.terminal.Style;
import dev.inquest.standalone.terminal.Text;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints what can be said of the fleet, for people and for programs.
final class StatusReport {

    private static final int NODES_SHOWN = 5;

    private StatusReport() {}

    static void show(FleetPresent present, Screen screen) {
        part(screen, "Kafka", Style.GOOD, "answers at " + present.bootstrapServers());
        present.groups().forEach(group -> show(group, screen));
        part(screen, "nodes", Style.PLAIN, nodes(present));
        present.blind()
                .forEach((source, names) ->
                        part(screen, "blind", Style.CAUTION, source + " on " + some(names)));
        present.sinks()
                .forEach((name, sink) -> {
                    var style =
                            SinkLine.isTrouble(sink, present.at()) ? Style.CAUTION : Style.PLAIN;
                    part(screen, "sink " + name, style, SinkLine.of(sink, present.at()));
                });
        part(screen, "findings", Style.PLAIN, present.open().size() + " open");
        var view = new FindingView(screen, ZoneId.systemDefault());
        present.open().forEach(finding -> screen.line("  " + view.headline(finding)));
    }

    private static void show(GroupLag group, Screen screen) {
        if (group.members() == 0) {
            part(screen, group.group(), Style.CAUTION, "nobody runs it");
            return;
        }
        var behind = group.lag().values().stream().mapToLong(Long::longValue).sum();
        var where =
                group.lag().entrySet().stream()
                        .filter(lag -> lag.getValue() > 0)
                        .map(lag -> lag.getKey() + " " + lag.getValue())
                        .collect(Collectors.joining(", "));
        part(
                screen,
                group.group(),
                Style.PLAIN,
                "%d member%s, %d records since the last commit%s"
                        .formatted(
                                group.members(),
                                group.members() == 1 ? "" : "s",
                                behind,
                                where.isEmpty() ? "" : ": " + where));
    }

    private static void part(Screen screen, String name, Style style, String what) {
        screen.line("%-16s %s".formatted(name, screen.styled(style, Text.clean(what))));
    }

    private static String nodes(FleetPresent present) {
        var states =
                present.states().entrySet().stream()
                        .map(state -> state.getValue() + " " + state.getKey())
                        .collect(Collectors.joining(", "));
        return present.nodes() + (states.isEmpty() ? "" : ": " + states);
    }

    private static String some(List<String> names) {
        var shown = String.join(", ", names.stream().limit(NODES_SHOWN).toList());
        var more = names.size() - NODES_SHOWN;
        return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
    }

    static ObjectNode json(FleetPresent present) {
        var json = JsonLines.object().put("bootstrap_servers", present.bootstrapServers());
        var groups = json.putArray("groups");
        for (var group : present.groups()) {
            var one = groups.addObject().put("group", group.group());
            one.put("members", group.members());
            put(one.putObject("lag"), group.lag());
        }
        var states = json.putObject("nodes");
        present.states().forEach(states::put);
        var blind = json.putObject("blind");
        present.blind().forEach((source, names) -> names.forEach(blind.withArray(source)::add));
        var sinks = json.putObject("sinks");
        present.sinks()
                .forEach((name, sink) ->
                        sinks.set(
                                name,
                                PlainJson.write(sink)
                                        .put("running", SinkLine.isRunning(sink, present.at()))));
        var findings = json.putArray("findings");
        for (var finding : present.open()) {
            findings.addObject()
                    .put("id", finding.getId())
                    .put("pattern", finding.getPattern())
                    .put("severity", finding.getSeverity().name())
                    .put("title", finding.getTitle())
                    .put("revision", finding.getRevision())
                    .put("nodes", finding.getScope().getNodeCount());
        }
        return json;
    }

    private static void put(ObjectNode json, Map<String, Long> lag) {
        lag.forEach(json::put);
    }
}
