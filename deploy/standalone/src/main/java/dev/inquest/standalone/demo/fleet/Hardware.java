package dev.inquest.standalone.demo.fleet;

import java.util.List;

/// A kind of machine that the cloud rents out.
record Hardware(String instanceType, int gibibytes, String cpuModel, List<String> microcodes) {

    private static final String ICE_LAKE = "Intel(R) Xeon(R) Platinum 8369B CPU @ 2.70GHz";
    private static final String CASCADE_LAKE = "Intel(R) Xeon(R) Platinum 8269CY CPU @ 2.50GHz";
    private static final List<String> ICE_LAKE_CODE = List.of("0xd0003a5", "0xd0003b9");
    private static final List<String> CASCADE_LAKE_CODE = List.of("0x5003604", "0x5003605");

    static final List<Hardware> ALL =
            List.of(
                    new Hardware("ecs.g7.4xlarge", 64, ICE_LAKE, ICE_LAKE_CODE),
                    new Hardware("ecs.c7.8xlarge", 64, ICE_LAKE, ICE_LAKE_CODE),
                    new Hardware("ecs.r7.4xlarge", 128, ICE_LAKE, ICE_LAKE_CODE),
                    new Hardware("ecs.g6.4xlarge", 64, CASCADE_LAKE, CASCADE_LAKE_CODE),
                    new Hardware("ecs.g6.2xlarge", 32, CASCADE_LAKE, CASCADE_LAKE_CODE));

    long memoryBytes() {
        return (long) gibibytes << 30;
    }
}
