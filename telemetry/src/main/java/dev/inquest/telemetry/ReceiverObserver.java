package dev.inquest.telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears whether the telemetry of this process is taken; once when that changes.
public interface ReceiverObserver {

    /// Tells the log.
    ReceiverObserver LOGGED =
            new ReceiverObserver() {
                private final Logger log = LoggerFactory.getLogger(SelfTelemetry.class);

                @Override
                public void notTaken(String why) {
                    log.atWarn().addKeyValue("why", why).log("telemetry is not taken");
                }

                @Override
                public void takenAgain() {
                    log.atInfo().log("telemetry is taken again");
                }
            };

    void notTaken(String why);

    void takenAgain();
}
