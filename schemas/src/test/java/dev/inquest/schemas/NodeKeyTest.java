package dev.inquest.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeKeyTest {

    @Test
    void theSourceOfFactsIsNotPartOfTheNode() {
        assertThat(NodeKey.parse("prod/node-7#agent")).isEqualTo(new NodeKey("prod", "node-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node", "/node", "prod/", "prod/a/b", "prod/a b", "prod/a\u0007"})
    void whatIsNotANodeIsRefused(String key) {
        assertThatThrownBy(() -> NodeKey.parse(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cluster/node");
    }

    @Test
    void allRecordsOfANodeGoToOnePartition() {
        assertThat(NodePartitioner.partition("prod/node-7#cluster", 8))
                .isEqualTo(NodePartitioner.partition("prod/node-7", 8));
    }
}
