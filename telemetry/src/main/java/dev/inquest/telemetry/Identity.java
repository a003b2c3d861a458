package dev.inquest.telemetry;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;

/// Who is speaking: the resource and scope of everything that this process sends by OTLP.
///
/// @param service such as `inquest-detect`
/// @param instance tells apart processes of one service
public record Identity(String service, String version, String host, String instance) {

    public Resource resource() {
        return Resource.newBuilder()
                .addAllAttributes(
                        new Attributes()
                                .put("service.name", service)
                                .put("service.namespace", "inquest")
                                .put("service.version", version)
                                .put("service.instance.id", instance)
                                .put("host.name", host)
                                .all())
                .build();
    }

    public InstrumentationScope scope() {
        return InstrumentationScope.newBuilder().setName("dev.inquest").setVersion(version).build();
    }
}
