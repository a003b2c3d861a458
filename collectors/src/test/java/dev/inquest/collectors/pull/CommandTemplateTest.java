package dev.inquest.collectors.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inquest.collectors.pull.CommandTemplate.CannotFill;
import dev.inquest.schemas.NodeKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTemplateTest {

    private static final NodeKey NODE = new NodeKey("prod", "n1");

    private final CommandTemplate template =
            new CommandTemplate(List.of("aws", "--instance-id", "{instance}", "--x={region}"));

    @Test
    void valuesAreFilledIn() throws CannotFill {
        assertThat(template.fill(Map.of("instance", "i-1", "region", "eu-1")))
                .containsExactly("aws", "--instance-id", "i-1", "--x=eu-1");
        assertThat(template.placeholders()).containsExactly("instance", "region");
    }

    @Test
    void aMissingValueIsNamed() {
        assertThatThrownBy(() -> template.fill(Map.of("instance", "i-1")))
                .isInstanceOf(CannotFill.class)
                .hasMessage("nothing is known for {region}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-oProxyCommand=x", "", "a b", "a;b", "$(id)", "a\nb", "a'b", "\u0000"})
    void whatIsNoPlainNameIsRefused(String value) {
        assertThatThrownBy(() -> template.fill(Map.of("instance", value, "region", "r")))
                .isInstanceOf(CannotFill.class)
                .hasMessageContaining("{instance}");
    }

    @Test
    void theProgramIsFixed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommandTemplate(List.of("{node}", "x")));
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandTemplate(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "aws:///eu-west-1a/i-0abc, instance, i-0abc",
        "gce://proj/europe-west1-b/vm-1, instance, vm-1",
        "gce://proj/europe-west1-b/vm-1, project, proj",
        "azure:///subscriptions/s/virtualMachines/vm-1, provider_path,"
                + " /subscriptions/s/virtualMachines/vm-1",
        "cn-beijing.i-2zeabc, instance, i-2zeabc",
        "cn-beijing.i-2zeabc, region, cn-beijing",
    })
    void theProviderIdIsTakenApart(String provider, String name, String value) {
        assertThat(Placeholders.of(NODE, Map.of("provider_id", provider)))
                .containsEntry(name, value);
    }

    @Test
    void factsAndNamesAreThere() {
        assertThat(Placeholders.of(NODE, Map.of("region", "r", "node", "forged")))
                .containsEntry("region", "r")
                .containsEntry("node", "n1")
                .containsEntry("cluster", "prod");
    }
}
