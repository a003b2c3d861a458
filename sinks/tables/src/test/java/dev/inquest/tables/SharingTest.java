package dev.inquest.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.schemas.json.PlainJson;
import dev.inquest.schemas.wire.NodeFacts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharingTest {

    private final Sharing sharing = new Sharing();

    @Test
    void aSharedRecordSaysTheSame() {
        var original = facts("6.8");

        var shared = sharing.shared(facts("6.8"));

        assertThat(shared).isEqualTo(original);
        assertThat(PlainJson.write(shared)).isEqualTo(PlainJson.write(original));
        assertThat(shared.getAttributes()).containsEntry("zone", "cn-north-1a");
        assertThat(shared.getAttributes().get("rack")).isNull();
    }

    @Test
    void equalTextsOfTwoRecordsAreOneObject() {
        var first = sharing.shared(facts("6.8")).getAttributes();
        var second = sharing.shared(facts("6.8")).getAttributes();

        assertThat(first.get("kernel_release")).isSameAs(second.get("kernel_release"));
    }

    @Test
    void aKeyIsFoundWhateverTheMapSharesItsKeysWith() {
        var zone = new SharedKey("zone");
        var full = sharing.shared(facts("6.8")).getAttributes();
        var other = sharing.shared(only("zone", "z1")).getAttributes();
        var none = sharing.shared(only("rack", "r1")).getAttributes();

        assertThat(zone.in(full)).isEqualTo("cn-north-1a");
        assertThat(zone.in(other)).isEqualTo("z1");
        assertThat(zone.in(none)).isNull();
        assertThat(zone.in(Map.of())).isNull();
        assertThat(zone.in(full)).isEqualTo("cn-north-1a");
    }

    private static NodeFacts only(String key, String value) {
        return NodeFacts.newBuilder().setAttributes(Map.of(key, value)).build();
    }

    @Test
    void aMillionDifferentTextsAreNotKept() {
        for (var i = 0; i < 1_000_000; i++) {
            sharing.shared(facts("kernel-" + i));
        }

        assertThat(sharing.shared(facts("6.8")).getAttributes())
                .containsEntry("kernel_release", "6.8");
    }

    private static NodeFacts facts(String kernel) {
        var attributes = Map.of("kernel_release", kernel, "zone", "cn-north-1" + 'a');
        return NodeFacts.newBuilder().setAttributes(attributes).build();
    }
}
