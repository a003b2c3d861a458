package dev.inquest.query.engine;

import dev.inquest.query.catalog.KsqlType;

/// A column of an answer.
public record OutputColumn(String name, KsqlType type) {}
