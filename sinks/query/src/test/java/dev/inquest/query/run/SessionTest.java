package dev.inquest.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.query.answer.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static String last(Request request) {
        return Session.of(request).steps().getLast().text();
    }

    @Test
    void caseDoesNotMatterInVariables() {
        var given = Map.of("Table", "nodes");

        assertThat(last(new Request("SELECT node FROM ${TABLE};", Map.of(), given)))
                .isEqualTo("SELECT node FROM nodes;");
        assertThat(last(new Request("DEFINE What = 'links'; SELECT node FROM ${wHAT};")))
                .isEqualTo("SELECT node FROM links;");
    }

    @Test
    void whereReadingBeginsIsOnePropertyHoweverItIsWritten() {
        var earliest = "SET 'auto.offset.reset' = 'earliest';";
        var undone = earliest + " SET 'ksql.streams.auto.offset.reset' = 'latest';";

        assertThat(Session.of(new Request(earliest)).isFromBeginning()).isTrue();
        assertThat(Session.of(new Request(undone)).isFromBeginning()).isFalse();
        assertThat(Session.of(new Request(undone)).properties())
                .isEqualTo(Map.of("ksql.streams.auto.offset.reset", "latest"));
    }
}
