package dev.inquest.standalone.demo.story;

import static dev.inquest.standalone.demo.story.CrashConsole.FAILED_DUMP_80M;
import static dev.inquest.standalone.demo.story.CrashConsole.FAILED_DUMP_96M;
import static dev.inquest.standalone.demo.story.CrashConsole.OOPS_THEN_END;
import static dev.inquest.standalone.demo.story.CrashConsole.OOPS_THEN_FAILED_DUMP;

import dev.inquest.standalone.demo.fleet.CrashReservation;
import dev.inquest.standalone.demo.fleet.Fleet;
import dev.inquest.standalone.demo.fleet.FleetNode;
import dev.inquest.standalone.demo.fleet.Kernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The incident that Inquest was made for, in 36 minutes: nodes with one kernel hang, their crash
/// dumps fail, the remedy wakes a second fault, and meanwhile ordinary life goes on.
public final class FoundingIncident {

    private static final int PHANTOMS_BESIDE = 15;
    private static final int PLANNED_REBOOTS = 41;
    private static final int LOOPING = 3;

    private static final Duration REMEDY = at(14, 30);
    private static final Duration ROLLOUT = at(24, 0);
    private static final Duration CURE = at(30, 0);
    private static final Duration END = at(36, 0);

    private final Casting casting;
    private final Random random;
    private final List<Act> acts = new ArrayList<>();
    private final List<FleetNode> changed = new ArrayList<>();

    private final boolean caused;

    private FoundingIncident(Fleet fleet, long seed, boolean caused) {
        this.caused = caused;
        casting = new Casting(fleet.nodes(), seed);
        random = new Random(seed + 1);
    }

    /// The whole story, the same for the same seed.
    public static Story told(long seed) {
        var fleet = Fleet.drawn(seed, Fleet.PER_ZONE);
        return new FoundingIncident(fleet, seed, true).tell(fleet);
    }

    /// The same night with as many hung nodes, which have nothing in common: whoever names a cause
    /// here is wrong.
    public static Story withoutCause(long seed) {
        var fleet = Fleet.drawn(seed, Fleet.PER_ZONE);
        return new FoundingIncident(fleet, seed, false).tell(fleet);
    }

    private Story tell(Fleet fleet) {
        nodesDie();
        if (caused) {
            remedyWakesSecondFault();
        }
        ordinaryLife();
        unownedLinksElsewhere();
        return new Story(
                fleet.with(changed), acts, caused ? chapters() : chapters().subList(0, 1), END);
    }

    private static List<Chapter> chapters() {
        return List.of(
                new Chapter(Duration.ZERO, "an ordinary night: kured reboots nodes one by one"),
                new Chapter(
                        REMEDY,
                        "people act: what still runs "
                                + Kernel.BAD.release()
                                + " is rebooted into "
                                + Kernel.FIXED.release()
                                + ", node by node"),
                new Chapter(ROLLOUT, "people roll out the Cilium agent once more"),
                new Chapter(CURE, "people run 'ip link delete kube-ipvs0' where it hurt"));
    }

    private void nodesDie() {
        hang("cn-beijing", 'a', at(2, 0), OOPS_THEN_FAILED_DUMP);
        hang("cn-guangzhou", 'b', at(3, 10), null);
        hang("cn-guangzhou", 'a', at(4, 40), OOPS_THEN_END);
        hang("cn-beijing", 'b', at(6, 20), FAILED_DUMP_80M);
        hang("cn-guangzhou", 'c', at(8, 15), OOPS_THEN_FAILED_DUMP);
        hang("cn-beijing", 'c', at(10, 0), FAILED_DUMP_96M);
    }

    private void hang(String region, char letter, Duration at, @Nullable CrashConsole console) {
        var drawn =
                casting.one(node ->
                        (!caused || node.kernel().equals(Kernel.BAD))
                                && !node.isSpot()
                                && node.zone().region().equals(region)
                                && node.zone().letter() == letter);
        var node = drawn.reserving(reservation(drawn, Optional.ofNullable(console)));
        changed.add(node);
        acts.add(new Hang(node, at, Optional.ofNullable(console)));
    }

    /// The node's facts agree with what its recorded console will say.
    private static CrashReservation reservation(FleetNode node, Optional<CrashConsole> console) {
        return console.map(recorded ->
                        switch (recorded) {
                            case OOPS_THEN_FAILED_DUMP, FAILED_DUMP_80M ->
                                    CrashReservation.TOO_SMALL;
                            case FAILED_DUMP_96M -> CrashReservation.STILL_TOO_SMALL;
                            case OOPS_THEN_END -> CrashReservation.NONE;
                        })
                .orElse(node.reservation());
    }

    private void remedyWakesSecondFault() {
        var cured = casting.upTo(Integer.MAX_VALUE, node -> node.kernel().equals(Kernel.BAD));
        var next = REMEDY;
        for (var i = 0; i < cured.size(); i++) {
            var node = cured.get(i).withPhantom(i < LOOPING);
            changed.add(node);
            acts.add(new PlannedReboot(node, next, downtime(), Kernel.FIXED, i % 9 == 4));
            if (i < LOOPING) {
                var from = ROLLOUT.plusSeconds(20L * i);
                acts.add(new CiliumCrashLoop(node, from, CURE.plusSeconds(15L * i)));
            }
            next = next.plusSeconds(10);
        }
    }

    private void ordinaryLife() {
        var next = at(0, 40);
        for (var i = 0; i < PLANNED_REBOOTS; i++) {
            var node = casting.one(n -> !n.kernel().equals(Kernel.BAD) && !n.isSpot());
            acts.add(new PlannedReboot(node, next, downtime(), node.kernel(), i % 8 == 3));
            next = next.plusSeconds(18);
        }
        acts.add(new LiveMigration(ordinary(), at(5, 0), Duration.ofSeconds(60)));
        acts.add(new AgentUpgrade(ordinary(), at(7, 0), Duration.ofMinutes(2)));
        for (var i = 0; i < 3; i++) {
            acts.add(new ScaleDown(ordinary(), at(9, 20 * i)));
        }
        for (var i = 0; i < 2; i++) {
            acts.add(new SpotReclaim(casting.one(FleetNode::isSpot), at(11, 40 * i)));
        }
    }

    private FleetNode ordinary() {
        return casting.one(node -> !node.isSpot());
    }

    private void unownedLinksElsewhere() {
        casting.upTo(PHANTOMS_BESIDE, node -> !node.isSpot())
                .forEach(node -> changed.add(node.withPhantom(true)));
    }

    private Duration downtime() {
        return Duration.ofSeconds(random.nextInt(60, 91));
    }

    private static Duration at(int minutes, int seconds) {
        return Duration.ofMinutes(minutes).plusSeconds(seconds);
    }
}
