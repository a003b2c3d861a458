package dev.inquest.standalone.registry;

/// Hears of what the registry survives but somebody should look at.
public interface RegistryObserver {

    /// A record of the schemas topic could not be understood and was left out.
    default void unreadable(String topic, long offset, String why) {}
}
