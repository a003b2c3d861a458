package dev.inquest.standalone.demo.story;

import dev.inquest.standalone.demo.fleet.FleetNode;
import java.time.Duration;

/// One thing that happens to one node, written down in its life.
///
/// It is sealed because the story's tests hold each kind of act to what detection must make of it.
public sealed interface Act
        permits AgentUpgrade,
                CiliumCrashLoop,
                Hang,
                LiveMigration,
                PlannedReboot,
                ScaleDown,
                SpotReclaim {

    /// The node it happens to.
    FleetNode node();

    /// When it begins, in story time.
    Duration at();

    /// Writes it down.
    void play(Life life);
}
