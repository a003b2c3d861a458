package dev.inquest.collectors.cluster.api;

/// Takes what one watch sees, in order. It must not block: behind it the API's events pile up.
///
/// @param <T> the kind of object
public interface Sight<T> {

    /// An object is there, new or changed.
    ///
    /// @param catchingUp true while a whole list is read: it may have happened long ago
    void present(T object, boolean catchingUp);

    /// An object is gone; only its name, namespace and uid are sure to be there.
    void gone(T object);

    /// A whole list has been read: what was not in it is gone.
    default void listed() {}
}
