package dev.inquest.detection.forecast;

import dev.inquest.detection.cases.Remedy;
import java.util.List;

/// What to do about a situation on some distributions.
///
/// Text and commands may hold `{size}` and `{ranges}`: what the distribution's table says.
///
/// @param distros as `ID` of os-release; empty fits all
public record SituationRemedy(Situation situation, List<String> distros, Remedy remedy) {

    public SituationRemedy {
        distros = List.copyOf(distros);
    }

    boolean fits(Situation wanted, String distro) {
        return situation == wanted && (distros.isEmpty() || distros.contains(distro));
    }

    Remedy with(String size, String ranges) {
        return new Remedy(
                filled(remedy.text(), size, ranges),
                remedy.commands().stream().map(line -> filled(line, size, ranges)).toList(),
                remedy.risk(),
                remedy.reference());
    }

    private static String filled(String text, String size, String ranges) {
        return text.replace("{size}", size).replace("{ranges}", ranges);
    }
}
