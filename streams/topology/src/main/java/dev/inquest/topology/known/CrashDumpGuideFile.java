package dev.inquest.topology.known;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.inquest.detection.cases.Remedy;
import dev.inquest.detection.forecast.CrashDumpGuide;
import dev.inquest.detection.forecast.CrashkernelRanges;
import dev.inquest.detection.forecast.ReservationTable;
import dev.inquest.detection.forecast.Situation;
import dev.inquest.detection.forecast.SituationRemedy;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Reads `crash-dumps.yaml`: how much memory each distribution reserves for the capture kernel, and
/// what to do where something is missing.
public final class CrashDumpGuideFile {

    private CrashDumpGuideFile() {}

    private record File(List<TableEntry> tables, List<RemedyEntry> remedies) {}

    private record TableEntry(
            String id,
            List<String> distros,
            String since,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String until,
            List<String> archs,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String flavour,
            CrashkernelRanges ranges,
            String source,
            String reference) {

        ReservationTable table() {
            return new ReservationTable(
                    id, distros, since, until, archs, flavour, ranges, source, reference);
        }
    }

    private record RemedyEntry(
            Situation situation,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> distros,
            String text,
            List<String> commands,
            String risk,
            String reference) {

        SituationRemedy remedy() {
            return new SituationRemedy(
                    situation, distros, new Remedy(text, List.copyOf(commands), risk, reference));
        }
    }

    /// What ships with Inquest.
    public static CrashDumpGuide builtIn() {
        return DataFile.builtIn("crash-dumps.yaml", CrashDumpGuideFile::read);
    }

    /// What a file says.
    ///
    /// @throws IllegalArgumentException naming the file and the line
    public static CrashDumpGuide read(InputStream in, String name) throws IOException {
        var file = DataFile.read(in, name, File.class);
        return new CrashDumpGuide(
                file.tables().stream().map(TableEntry::table).toList(),
                file.remedies().stream().map(RemedyEntry::remedy).toList());
    }
}
