package dev.inquest.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inquest.collectors.owners.OwnersSource;
import dev.inquest.detection.known.LinkFamily;
import org.junit.jupiter.api.Test;

/// The agent tells owners of links and detection rests on them, and neither knows the other.
class OwnerVocabularyTest {

    @Test
    void detectionRestsOnThoseOwnersThatTheAgentCanTell() {
        assertThat(LinkFamily.OWNERS).containsExactlyInAnyOrderElementsOf(OwnersSource.VOCABULARY);
    }
}
