package dev.inquest.collectors.cluster.api;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Consumer;

/// Reads all node leases afresh, page by page: the second look before a node is called missing.
public final class LeaseListing {

    /// Where the kubelets keep their leases.
    public static final String NAMESPACE = "kube-node-lease";

    private final KubernetesClient client;
    private final long page;

    public LeaseListing(KubernetesClient client, long page) {
        this.client = client;
        this.page = page;
    }

    /// Hands on every lease.
    ///
    /// @return whether the API answered to the end
    public boolean read(Consumer<Lease> reader) {
        var options = new ListOptionsBuilder().withLimit(page).build();
        try {
            String next;
            do {
                var list = client.leases().inNamespace(NAMESPACE).list(options);
                list.getItems().forEach(reader);
                next = list.getMetadata().getContinue();
                options.setContinue(next);
            } while (next != null && !next.isEmpty());
            return true;
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
