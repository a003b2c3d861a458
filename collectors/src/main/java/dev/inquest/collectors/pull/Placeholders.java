package dev.inquest.collectors.pull;

import dev.inquest.schemas.NodeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Knows what can stand for a placeholder: the node's names, its facts, and the parts of its
/// provider id.
final class Placeholders {

    /// Alibaba Cloud writes `cn-hangzhou.i-bp1…` and no scheme.
    private static final Pattern REGION_AND_INSTANCE =
            Pattern.compile("([a-z0-9-]{1,64})\\.([A-Za-z0-9-]{1,128})");

    private Placeholders() {}

    static Map<String, String> of(NodeKey node, Map<String, String> attributes) {
        var values = new HashMap<>(attributes);
        var provider = attributes.getOrDefault("provider_id", "");
        if (!provider.isEmpty()) {
            addProvider(values, provider);
        }
        values.put("node", node.node());
        values.put("cluster", node.cluster());
        return values;
    }

    private static void addProvider(Map<String, String> values, String provider) {
        var scheme = provider.indexOf("://");
        var path = scheme < 0 ? provider : provider.substring(scheme + 3);
        var instance = path.substring(path.lastIndexOf('/') + 1);
        var both = REGION_AND_INSTANCE.matcher(instance);
        if (both.matches()) {
            values.putIfAbsent("region", both.group(1));
            instance = both.group(2);
        }
        values.put("instance", instance);
        values.put("provider_path", path);
        if (provider.startsWith("gce://")) {
            values.put("project", path.substring(0, Math.max(0, path.indexOf('/'))));
        }
    }
}
