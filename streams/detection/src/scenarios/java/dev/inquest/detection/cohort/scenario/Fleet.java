package dev.inquest.detection.cohort.scenario;

import dev.inquest.detection.cohort.item.Item;
import dev.inquest.detection.event.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A fleet with the dependencies that real ones have: a zone has one region and racks of its own, a
/// kernel goes with an operating system and mostly with a kubelet, an instance type with a graphics
/// driver.
///
/// It is a pure function of its seed; nothing is kept per node, so a million nodes cost nothing.
///
/// @param attributes how many attributes a node has; beyond {@link #BASE} they are labels, half of
///   them bound to a base attribute
/// @param shape what is unusual about it
public record Fleet(long seed, int nodes, int attributes, Shape shape) {

    /// Attributes with a meaning.
    public static final int BASE = 12;

    /// Nodes per rack in {@link Shape#POWERED_RACK}.
    public static final int RACKS = 198;

    private static final int ZONES = 6;
    private static final double[] KERNELS = {.30, .20, .14, .08, .08, .06, .05, .04, .03, .02};
    private static final double[] CNIS = {.5, .3, .2};
    private static final double[] RUNTIMES = {.4, .3, .3};
    private static final double[] INSTANCES = {
        .20, .15, .12, .10, .08, .08, .07, .06, .05, .04, .03, .02
    };

    /// The kernel that 8 % of a plain fleet runs.
    public static final Item KERNEL = new Item("kernel", "k3");

    /// The zone that mostly runs it in {@link Shape#CONFOUNDED}.
    public static final Item ZONE = new Item("zone", "z0");

    /// The rack that is of one kind in {@link Shape#POWERED_RACK}.
    public static final Item RACK = new Item("rack", "z0-r0");

    /// What is unusual about a fleet.
    public enum Shape {
        PLAIN,
        /// 80 % of one zone run the kernel, and 1.4 % of the others.
        CONFOUNDED,
        /// Kernel, operating system and kubelet always go together.
        COLLINEAR,
        /// All nodes of one rack have one instance type and one kernel.
        POWERED_RACK,
        /// Every node runs the same kernel.
        ONE_KERNEL
    }

    /// The name of a node by its number.
    public NodeId node(int number) {
        return new NodeId("sim", "n" + number);
    }

    /// What a node carries.
    public List<Item> items(int number) {
        var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        int zone = random.nextInt(ZONES);
        int rack = random.nextInt(RACKS / ZONES);
        boolean powered = shape == Shape.POWERED_RACK && zone == 0 && rack == 0;
        int instance = powered ? 9 : pick(random, INSTANCES);
        int kernel = powered ? 3 : kernel(random, zone);
        var values = new ArrayList<Item>(attributes);
        values.add(Values.of("zone", "z", zone));
        values.add(Values.of("region", "r", zone / 3));
        values.add(Values.of("rack", "z" + zone + "-r", rack));
        values.add(Values.of("kernel", "k", kernel));
        values.add(Values.of("os", "o", follow(random, kernel, kernel / 3, 4, .9)));
        values.add(Values.of("kubelet", "v", follow(random, kernel, kernel / 2, 5, .85)));
        values.add(Values.of("instance_type", "i", instance));
        values.add(Values.of("gpu_driver", "g", instance < 9 ? 0 : instance - 8));
        values.add(Values.of("cni", "c", pick(random, CNIS)));
        values.add(Values.of("runtime", "t", pick(random, RUNTIMES)));
        int firmware = random.nextDouble() < .7 ? instance % 8 : random.nextInt(8);
        values.add(Values.of("firmware", "f", firmware));
        values.add(Values.of("node_pool", "p", random.nextInt(10)));
        for (int label = BASE; label < attributes; label++) {
            values.add(label(random, label, zone, kernel, instance));
        }
        return values;
    }

    private int kernel(SplittableRandom random, int zone) {
        return switch (shape) {
            case ONE_KERNEL -> 0;
            case CONFOUNDED -> confounded(random, zone == 0 ? .8 : .014);
            case PLAIN, COLLINEAR, POWERED_RACK -> pick(random, KERNELS);
        };
    }

    private static int confounded(SplittableRandom random, double share) {
        if (random.nextDouble() < share) {
            return 3;
        }
        int other = pick(random, KERNELS);
        return other == 3 ? 0 : other;
    }

    private int follow(SplittableRandom random, int kernel, int usual, int values, double share) {
        if (shape == Shape.COLLINEAR) {
            return kernel;
        }
        return random.nextDouble() < share ? usual : random.nextInt(values);
    }

    private static Item label(
            SplittableRandom random, int label, int zone, int kernel, int instance) {
        int values = 2 + label * 7 % 19;
        int[] base = {zone, kernel, instance};
        boolean bound = label % 2 == 0 && random.nextDouble() < .7;
        int value = bound ? base[label % 3] % values : random.nextInt(values);
        return Values.of("label_" + label, "l", value);
    }

    private static int pick(SplittableRandom random, double[] shares) {
        double left = random.nextDouble();
        for (int i = 0; i < shares.length; i++) {
            left -= shares[i];
            if (left < 0) {
                return i;
            }
        }
        return 0;
    }

    /// Items are shared, as they are in a roster.
    private static final class Values {
        private static final ThreadLocal<Map<String, Map<Integer, Item>>> KNOWN =
                ThreadLocal.withInitial(HashMap::new);

        static Item of(String attribute, String prefix, int value) {
            return KNOWN.get()
                    .computeIfAbsent(attribute + prefix, _ -> new HashMap<>())
                    .computeIfAbsent(value, one -> new Item(attribute, prefix + one));
        }
    }
}
