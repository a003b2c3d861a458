package dev.inquest.standalone.cluster;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.MockResponse;
import java.util.concurrent.atomic.AtomicInteger;

/// The mock API, made to forget what a watch asks for: it answers 410 as often as it is told to.
final class ForgetfulApi extends KubernetesCrudDispatcher {

    private static final int GONE = 410;

    private final AtomicInteger forgets = new AtomicInteger();
    private final AtomicInteger forgot = new AtomicInteger();

    /// The next watches ask for a version that is gone.
    void forget(int watches) {
        forgets.set(watches);
    }

    /// How often it has answered so.
    int forgot() {
        return forgot.get();
    }

    @Override
    public MockResponse handleWatch(String path) {
        if (forgets.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return super.handleWatch(path);
        }
        forgot.incrementAndGet();
        var status =
                new StatusBuilder()
                        .withCode(GONE)
                        .withReason("Expired")
                        .withStatus("Failure")
                        .withMessage("too old resource version")
                        .build();
        return new MockResponse().setResponseCode(GONE).setBody(Serialization.asJson(status));
    }
}
