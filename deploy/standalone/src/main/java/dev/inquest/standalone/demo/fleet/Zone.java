package dev.inquest.standalone.demo.fleet;

import java.util.List;
import java.util.stream.Stream;

/// One availability zone of a region, named as the cloud names it.
public record Zone(String region, char letter) {

    /// Where the fleet stands: four regions with three zones each.
    static final List<Zone> ALL =
            Stream.of("cn-beijing", "cn-guangzhou", "cn-hangzhou", "ap-southeast-1")
                    .flatMap(region -> Stream.of('a', 'b', 'c').map(l -> new Zone(region, l)))
                    .toList();

    /// The zone's name, such as cn-beijing-b or ap-southeast-1b.
    public String name() {
        var joint = Character.isDigit(region.charAt(region.length() - 1)) ? "" : "-";
        return region + joint + letter;
    }
}
