package dev.inquest.telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears whether the telemetry of this process is taken, of traces and metrics each by itself; once
/// when that changes.
public interface ReceiverObserver {

    /// Tells the log.
    ReceiverObserver LOGGED =
            new ReceiverObserver() {
                private final Logger log = LoggerFactory.getLogger(SelfTelemetry.class);

                @Override
                public void notTaken(String signal, String why) {
                    log.atWarn()
                            .addKeyValue("signal", signal)
                            .addKeyValue("why", why)
                            .log("telemetry is not taken");
                }

                @Override
                public void takenAgain(String signal) {
                    log.atInfo().addKeyValue("signal", signal).log("telemetry is taken again");
                }
            };

    /// A signal is not taken, for this reason.
    ///
    /// @param signal `traces` or `metrics`
    void notTaken(String signal, String why);

    /// It is taken again.
    void takenAgain(String signal);
}
