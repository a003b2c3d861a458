package dev.inquest.query.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlanCacheTest {

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void plansUsedLastAreKept() {
        var plans = new PlanCache<>(2, sql -> sql + made.incrementAndGet());

        assertThat(plans.plan("a")).isEqualTo("a1");
        assertThat(plans.plan("b")).isEqualTo("b2");
        assertThat(plans.plan("a")).isEqualTo("a1");
        assertThat(plans.plan("c")).isEqualTo("c3");
        assertThat(plans.plan("a")).isEqualTo("a1");
        assertThat(plans.plan("b")).isEqualTo("b4");
        assertThat(plans.size()).isEqualTo(2);
    }

    @Test
    void aPlanThatFailsWithAnErrorIsNotWaitedForForEver() {
        var plans =
                new PlanCache<String>(
                        2,
                        _ -> {
                            throw new ExceptionInInitializerError("no");
                        });

        assertThatThrownBy(() -> plans.plan("a")).isInstanceOf(ExceptionInInitializerError.class);
        assertThat(plans.size()).isZero();
    }
}
