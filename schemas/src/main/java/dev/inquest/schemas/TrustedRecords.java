package dev.inquest.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/// Tells Avro to instantiate our generated records and nothing else: since 1.12.2 it refuses every
/// class that nobody vouched for.
public final class TrustedRecords {

    private static final String PACKAGE = "dev.inquest.schemas.wire";

    private TrustedRecords() {}

    /// Vouches for the generated records; to be called before the first of them is built or read.
    /// Calling it again changes nothing.
    public static void trust() {
        Once.done();
    }

    private static final class Once {
        static {
            ClassSecurityValidator.setGlobal(
                    ClassSecurityValidator.composite(
                            ClassSecurityValidator.getGlobal(),
                            type -> PACKAGE.equals(type.getPackageName())));
        }

        static void done() {
            // Loading this class did it.
        }
    }
}
