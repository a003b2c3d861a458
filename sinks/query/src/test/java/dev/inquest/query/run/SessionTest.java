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
}
