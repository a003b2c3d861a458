package dev.inquest.standalone.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.forecast.Forecast;
import dev.inquest.standalone.doctor.Check;
import dev.inquest.standalone.doctor.Checkup;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Writes a checkup as JSON.
final class CheckupJson {

    private CheckupJson() {}

    static ObjectNode of(Checkup checkup) {
        var json = JsonLines.object();
        json.put("attention", checkup.needsAttention());
        json.set("next_panic", forecast(checkup.forecast()));
        var checks = json.putArray("checks");
        checkup.checks().forEach(check -> checks.add(check(check)));
        var facts = json.putObject("facts");
        new TreeMap<>(checkup.facts()).forEach(facts::put);
        return json;
    }

    private static ObjectNode forecast(Forecast forecast) {
        var json = JsonLines.object();
        json.put("outcome", forecast.outcome().name())
                .put("cause", forecast.cause())
                .put("concern", forecast.concern().name())
                .put("needs_attention", forecast.needsAttention());
        texts(json, "reasons", forecast.reasons());
        texts(json, "doubts", forecast.doubts());
        forecast.guidance()
                .ifPresent(guidance ->
                        json.putObject("table")
                                .put("row", guidance.row().text())
                                .put("source", guidance.table().source())
                                .put("reference", guidance.table().reference())
                                .put("reserved_bytes", guidance.reserved())
                                .put("memory_bytes", guidance.memory()));
        remedies(json, forecast.remedies());
        return json;
    }

    private static ObjectNode check(Check check) {
        var json = JsonLines.object();
        json.put("id", check.id())
                .put("level", check.level().name().toLowerCase(Locale.ROOT))
                .put("title", check.title());
        texts(json, "details", check.details());
        remedies(json, check.remedies());
        return json;
    }

    private static void remedies(ObjectNode json, List<Remedy> remedies) {
        var list = json.putArray("remedies");
        for (var remedy : remedies) {
            var one = list.addObject();
            one.put("text", remedy.text());
            texts(one, "commands", remedy.commands());
            one.put("risk", remedy.risk()).put("reference", remedy.reference());
        }
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        var list = json.putArray(name);
        texts.forEach(list::add);
    }
}
