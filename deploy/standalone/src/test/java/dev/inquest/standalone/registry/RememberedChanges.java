package dev.inquest.standalone.registry;

import dev.inquest.standalone.registry.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A journal in memory, which can be told to fail.
final class RememberedChanges implements Journal {

    private final List<Change> written = new ArrayList<>();
    private boolean broken;

    void broken(boolean now) {
        broken = now;
    }

    List<Change> written() {
        return List.copyOf(written);
    }

    @Override
    public void replay(Consumer<Change> reader) {
        written.forEach(reader);
    }

    @Override
    public void write(List<Change> changes) {
        if (broken) {
            throw new Refusal(Reason.STORE_FAILED, "broken");
        }
        written.addAll(changes);
    }
}
