package dev.inquest.collectors.netconsole;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The datagrams that a real kernel sent while it was crashed on purpose.
final class RecordedDatagrams {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedDatagrams() {}

    static List<byte[]> of(String life) {
        var name = "/netconsole/" + life + ".netconsole.jsonl";
        try (var in = RecordedDatagrams.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().map(RecordedDatagrams::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String line) {
        try {
            return JSON.readTree(line).get("text").asText().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
