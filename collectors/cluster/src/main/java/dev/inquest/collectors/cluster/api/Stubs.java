package dev.inquest.collectors.cluster.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps of each object only what a watch needs to tell new from known and to name what is gone, so
/// that 150,000 pods fit into memory.
final class Stubs<T extends HasMetadata> implements ItemStore<T> {

    private record Stub(
            String name, @Nullable String namespace, String uid, String resourceVersion) {}

    private static final String MARK = "inquest-stub";

    private final Map<String, Stub> stubs = new ConcurrentHashMap<>();
    private final Supplier<T> empty;

    /// @param empty makes an object without anything in it
    Stubs(Supplier<T> empty) {
        this.empty = empty;
    }

    /// Whether this came out of here, so that nothing but its name and version is known.
    static boolean isStub(HasMetadata object) {
        return object.getMetadata().getAdditionalProperties().containsKey(MARK);
    }

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable T put(String key, T object) {
        var meta = object.getMetadata();
        var stub =
                new Stub(
                        meta.getName(),
                        meta.getNamespace(),
                        text(meta.getUid()),
                        text(meta.getResourceVersion()));
        return object(stubs.put(key, stub));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public @Nullable T remove(String key) {
        return object(stubs.remove(key));
    }

    @Override
    public Stream<String> keySet() {
        return stubs.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return stubs.values().stream().map(this::made);
    }

    @Override
    public int size() {
        return stubs.size();
    }

    @Override
    public @Nullable T get(String key) {
        return object(stubs.get(key));
    }

    /// What it holds is not the whole object.
    @Override
    public boolean isFullState() {
        return false;
    }

    private @Nullable T object(@Nullable Stub stub) {
        return stub == null ? null : made(stub);
    }

    private T made(Stub stub) {
        var object = empty.get();
        var meta = new ObjectMeta();
        meta.setName(stub.name());
        meta.setNamespace(stub.namespace());
        meta.setUid(stub.uid());
        meta.setResourceVersion(stub.resourceVersion());
        meta.setAdditionalProperty(MARK, true);
        object.setMetadata(meta);
        return object;
    }
}
