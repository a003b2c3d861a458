package dev.inquest.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inquest.schemas.wire.Heartbeat;
import dev.inquest.schemas.wire.NodeChange;
import dev.inquest.schemas.wire.NodeStateName;
import dev.inquest.schemas.wire.Transition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlainJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void absentFieldsTakeTheirDefaults() throws Exception {
        var heartbeat = heartbeat("{\"boot_id\":\"b1\"}");

        assertThat(heartbeat).isEqualTo(Heartbeat.newBuilder().setBootId("b1").build());
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        var change =
                NodeChange.newBuilder()
                        .setNode("prod/n1")
                        .setNumber(3)
                        .setFrom(NodeStateName.LIVE)
                        .setTo(NodeStateName.SILENT)
                        .setAt(Instant.ofEpochMilli(1_795_417_443_207L))
                        .build();
        var transition = Transition.newBuilder().setChange(change).build();

        var json = JSON.readTree(PlainJson.write(transition).toString());

        assertThat(json.at("/change/at").longValue()).isEqualTo(1_795_417_443_207L);
        assertThat(PlainJson.read(json, Transition.class)).isEqualTo(transition);
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThatThrownBy(() -> heartbeat("{}"))
                .isInstanceOf(JsonMismatch.class)
                .hasMessage("Heartbeat.boot_id is missing");
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertThatThrownBy(() -> heartbeat("{\"boot_id\":\"b1\",\"bootid\":1}"))
                .isInstanceOf(JsonMismatch.class)
                .hasMessage("Heartbeat has no field 'bootid'");
    }

    @Test
    void aWrongTypeIsNamedWithItsPlace() {
        assertThatThrownBy(() -> heartbeat("{\"boot_id\":\"b1\",\"vitals\":{\"load1\":\"x\"}}"))
                .isInstanceOf(JsonMismatch.class)
                .hasMessage("Heartbeat.vitals.load1 must be a number");
    }

    @Test
    void anUnknownSymbolIsRefused() {
        assertThatThrownBy(() -> heartbeat("{\"boot_id\":\"b1\",\"goodbye\":\"TOMORROW\"}"))
                .isInstanceOf(JsonMismatch.class)
                .hasMessageContaining("must be one of [NONE");
    }

    private static Heartbeat heartbeat(String text) throws JsonProcessingException {
        return PlainJson.read(JSON.readTree(text), Heartbeat.class);
    }
}
