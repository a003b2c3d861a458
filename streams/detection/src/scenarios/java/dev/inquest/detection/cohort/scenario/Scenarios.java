package dev.inquest.detection.cohort.scenario;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.cohort.scenario.Fleet.Shape;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The incidents that the engine is measured by. To add one, write a method here, give it a row in
/// the benchmark's list of criteria, and, shortened, a test.
public final class Scenarios {

    /// The kernel that a fleet moves to in a rollout.
    public static final Item NEW_KERNEL = new Item("kernel", "new");

    /// The kernel that it comes from.
    public static final Item OLD_KERNEL = new Item("kernel", "k0");

    /// The version of a workload that is being rolled out.
    public static final Item NEW_VERSION = new Item("controller_revision", "new");

    private static final Item OLD_VERSION = new Item("controller_revision", "old");
    private static final Item INSTANCE = new Item("instance_type", "i4");
    private static final Item RARE_INSTANCE = new Item("instance_type", "i3");
    private static final Item CNI = new Item("cni", "c2");
    private static final Item RUNTIME = new Item("runtime", "t2");
    private static final double NOISE = .1;

    private Scenarios() {}

    /// Nodes fail at random. There is nothing to find.
    public static Scenario nothing(int nodes, int attributes, int failures) {
        return scenario(
                "null",
                nodes,
                attributes,
                Shape.PLAIN,
                List.of(),
                stage -> {
                    for (int i = 0; i < failures; i++) {
                        stage.failNext(stage.healthy(_ -> true));
                    }
                });
    }

    /// One kernel on 8 % of the nodes is guilty; above five failures, a tenth is by chance.
    public static Scenario single(int nodes, int attributes, int failures) {
        double noise = failures > 5 ? NOISE : 0;
        return planted("single", nodes, attributes, Shape.PLAIN, failures, noise, Cause.KERNEL);
    }

    /// Two causes at once, the first with a share of the failures.
    public static Scenario two(int nodes, int failures, double share) {
        var name = "two %.0f:%.0f".formatted(share * 100, 100 - share * 100);
        var causes =
                new Cause[] {
                    new Cause(share, List.of(Fleet.KERNEL)), new Cause(1 - share, List.of(INSTANCE))
                };
        return planted(name, nodes, Fleet.BASE, Shape.PLAIN, failures, NOISE, causes);
    }

    /// Only nodes that have both fail: 2 % of the fleet.
    public static Scenario pair(int nodes, int failures) {
        var cause = new Cause(1, List.of(CNI, RARE_INSTANCE));
        return planted("pair", nodes, Fleet.BASE, Shape.PLAIN, failures, NOISE, cause);
    }

    /// Only nodes that have all three fail: 0.6 % of the fleet.
    public static Scenario triple(int nodes, int failures) {
        var cause = new Cause(1, List.of(CNI, RARE_INSTANCE, RUNTIME));
        return planted("triple", nodes, Fleet.BASE, Shape.PLAIN, failures, NOISE, cause);
    }

    /// A kernel, a pair, and a fifth by chance.
    public static Scenario mixed(int nodes, int attributes, int failures) {
        return planted("mixed", nodes, attributes, Shape.PLAIN, failures, 2 * NOISE, mixture());
    }

    /// Picks who fails next in {@link #mixed}, for those who play it step by step.
    public static ToIntFunction<Stage> mixedPicker() {
        return stage -> next(stage, 2 * NOISE, mixture());
    }

    private static Cause[] mixture() {
        return new Cause[] {
            new Cause(.55, List.of(Fleet.KERNEL)), new Cause(.45, List.of(CNI, RARE_INSTANCE))
        };
    }

    /// The guilty kernel runs mostly in one zone, which is innocent.
    public static Scenario confounded(int nodes, int failures) {
        return planted(
                "confounded", nodes, Fleet.BASE, Shape.CONFOUNDED, failures, NOISE, Cause.KERNEL);
    }

    /// Kernel, operating system and kubelet always go together: nobody can tell which it is.
    public static Scenario collinear(int nodes, int failures) {
        return planted(
                "collinear", nodes, Fleet.BASE, Shape.COLLINEAR, failures, NOISE, Cause.KERNEL);
    }

    /// The healthy fleet moves to a new kernel while nodes fail; who hangs does not move.
    ///
    /// @param odds of a node with the new kernel against one with the old; 1 when the kernel does
    ///   not matter
    public static Scenario rollout(int nodes, int failures, double odds) {
        var truth = odds > 1 ? List.of(List.of(NEW_KERNEL)) : List.<List<Item>>of();
        var name = odds > 1 ? "rollout-guilty" : "rollout-null";
        return scenario(
                name,
                nodes,
                Fleet.BASE,
                Shape.ONE_KERNEL,
                truth,
                stage -> {
                    for (int i = 0; i < failures; i++) {
                        upgradeUpTo(stage, (int) (nodes * .95 * i / (failures - 1)));
                        stage.failNext(
                                stage.healthy(node ->
                                        stage.carries(node, List.of(NEW_KERNEL))
                                                || stage.random().nextDouble() < 1 / odds));
                    }
                });
    }

    private static void upgradeUpTo(Stage stage, int count) {
        for (int node = 0; node < count; node++) {
            if (!stage.hasFailed(node) && !stage.carries(node, List.of(NEW_KERNEL))) {
                stage.upgrade(node, NEW_KERNEL);
            }
        }
    }

    /// One rack loses its power: all its nodes within a second. They have one instance type and one
    /// kernel.
    public static Scenario burst(int nodes) {
        var truth = List.of(List.of(Fleet.RACK));
        return scenario(
                "burst",
                nodes,
                Fleet.BASE,
                Shape.POWERED_RACK,
                truth,
                stage -> {
                    stage.pass(Duration.ofMinutes(2));
                    IntStream.range(0, nodes)
                            .filter(node -> stage.carries(node, List.of(Fleet.RACK)))
                            .limit(20)
                            .forEach(node -> {
                                stage.pass(Duration.ofMillis(50));
                                stage.fail(node);
                            });
                });
    }

    /// A workload that runs on one instance type only fails there at random: the type is no cause.
    public static Scenario exposure(int nodes, int failures) {
        return scenario(
                "exposure",
                nodes,
                Fleet.BASE,
                Shape.PLAIN,
                List.of(),
                stage -> {
                    stage.watch("shop/cart", node -> stage.carries(node, List.of(RARE_INSTANCE)));
                    for (int i = 0; i < failures; i++) {
                        stage.failNext(
                                stage.healthy(node -> stage.carries(node, List.of(RARE_INSTANCE))));
                    }
                });
    }

    /// A workload is rolled out to most nodes with one kernel, and to few others.
    ///
    /// @param guilty what makes it crash-loop: its new version, or that kernel
    public static Scenario version(int nodes, int failures, Item guilty) {
        return scenario(
                "version, " + guilty.attribute() + " guilty",
                nodes,
                Fleet.BASE,
                Shape.PLAIN,
                List.of(List.of(guilty)),
                stage -> {
                    var isNew = new BitSet();
                    for (int node = 0; node < nodes; node++) {
                        var share = stage.carries(node, List.of(Fleet.KERNEL)) ? .8 : .014;
                        isNew.set(node, stage.random().nextDouble() < share);
                    }
                    stage.watch(
                            "shop/cart",
                            _ -> true,
                            node -> List.of(isNew.get(node) ? NEW_VERSION : OLD_VERSION));
                    IntPredicate struck =
                            node ->
                                    guilty.equals(NEW_VERSION)
                                            ? isNew.get(node)
                                            : stage.carries(node, List.of(guilty));
                    for (int i = 0; i < failures; i++) {
                        boolean noise = stage.random().nextDouble() < NOISE;
                        stage.failNext(stage.healthy(node -> noise || struck.test(node)));
                    }
                });
    }

    /// The guilty kernel is replaced everywhere and the nodes come back; others go on failing at
    /// random.
    public static Scenario removed(int nodes, int failures) {
        var kernel = List.of(Fleet.KERNEL);
        return scenario(
                "removed",
                nodes,
                Fleet.BASE,
                Shape.PLAIN,
                List.of(),
                stage -> {
                    for (int i = 0; i < failures; i++) {
                        stage.failNext(stage.healthy(node -> stage.carries(node, kernel)));
                    }
                    IntStream.range(0, nodes).filter(stage::hasFailed).forEach(stage::recover);
                    IntStream.range(0, nodes)
                            .filter(node -> stage.carries(node, kernel))
                            .forEach(node -> stage.upgrade(node, OLD_KERNEL));
                    stage.pass(Duration.ofMinutes(5));
                    for (int i = 0; i < 3; i++) {
                        stage.failNext(stage.healthy(_ -> true));
                    }
                });
    }

    /// What makes nodes fail.
    ///
    /// @param share of the failures that are not by chance
    private record Cause(double share, List<Item> items) {
        static final Cause KERNEL = new Cause(1, List.of(Fleet.KERNEL));
    }

    private static Scenario planted(
            String name,
            int nodes,
            int attributes,
            Shape shape,
            int failures,
            double noise,
            Cause... causes) {
        var truth = Arrays.stream(causes).map(Cause::items).toList();
        return scenario(
                name,
                nodes,
                attributes,
                shape,
                truth,
                stage -> {
                    for (int i = 0; i < failures; i++) {
                        stage.failNext(next(stage, noise, causes));
                    }
                });
    }

    private static int next(Stage stage, double noise, Cause... causes) {
        var items = stage.random().nextDouble() < noise ? List.<Item>of() : pick(stage, causes);
        return stage.healthy(node -> stage.carries(node, items));
    }

    private static List<Item> pick(Stage stage, Cause... causes) {
        double left = stage.random().nextDouble();
        for (var cause : causes) {
            left -= cause.share();
            if (left < 0) {
                return cause.items();
            }
        }
        return causes[0].items();
    }

    private static Scenario scenario(
            String name,
            int nodes,
            int attributes,
            Shape shape,
            List<List<Item>> truth,
            Consumer<Stage> story) {
        return new Scenario(name, seed -> new Fleet(seed, nodes, attributes, shape), truth, story);
    }
}
