package dev.inquest.collectors.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsImageTest {

    @ParameterizedTest
    @CsvSource({
        "Ubuntu 22.04.4 LTS,ubuntu,22.04",
        "Debian GNU/Linux 12 (bookworm),debian,12",
        "Amazon Linux 2,amzn,2",
        "Container-Optimized OS from Google,cos,",
        "Red Hat Enterprise Linux CoreOS 415.92.202402,rhcos,415.92",
        "Red Hat Enterprise Linux 9.3 (Plow),rhel,9.3",
        "Alibaba Cloud Linux 3 (Soaring Falcon),alinux,3"
    })
    void prettyNamesAreNamedAsTheAgentWould(String image, String id, String version) {
        assertThat(OsImage.parse(image)).contains(new OsImage(id, Optional.ofNullable(version)));
    }

    @Test
    void anUnknownOneIsLeftOut() {
        assertThat(OsImage.parse("My Own Linux 1")).isEmpty();
        assertThat(OsImage.parse("")).isEmpty();
    }
}
