package io.quartermaster.model.topology;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import io.quartermaster.model.Param;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The conditions of gateways and loops: expressions of the Common Expression Language over a topology's parameters,
/// for instance `forSettle && count > 3` or `zone in zones`.
///
/// The language has no loops, no input or output and no way to Java, and it is typed: an unknown parameter, or a number
/// compared with a text, is found when the topology is saved. Immutable and thread-safe.
public final class Conditions {
    /// An expression longer than this is a program.
    public static final int LONGEST = 2_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(60)
            .build();

    private final Map<String, Param.Type> types;
    /// Made when the first expression comes: most topologies have none, and it takes longer than all else in beginning
    // a
    /// run.
    private volatile @Nullable Cel made;

    /// @param parameters the names an expression may use
    public Conditions(List<Param> parameters) {
        Map<String, Param.Type> known = new HashMap<>();
        parameters.forEach(parameter -> known.putIfAbsent(parameter.name(), parameter.type()));
        types = Map.copyOf(known);
    }

    private Cel cel() {
        Cel known = made;
        if (known == null) {
            CelBuilder builder =
                    CelFactory.standardCelBuilder().setOptions(OPTIONS).setResultType(SimpleType.BOOL);
            types.forEach((name, type) -> builder.addVar(name, celTypeOf(type)));
            known = builder.build();
            made = known;
        }
        return known;
    }

    /// What an expression is not.
    public static final class BadCondition extends Exception {
        private static final long serialVersionUID = 1;

        private BadCondition(String message, Exception cause) {
            super(message, cause);
        }
    }

    /// @throws BadCondition when it is no condition, names an unknown parameter, or mixes types
    public void check(String expression) throws BadCondition {
        compiled(expression);
    }

    /// @param values by parameter name, as [Param#typed] gives them
    /// @throws BadCondition also when it cannot be answered, as a division by zero
    public boolean holds(String expression, Map<String, Object> values) throws BadCondition {
        try {
            return (Boolean) cel().createProgram(compiled(expression)).eval(celValues(values));
        } catch (CelEvaluationException e) {
            throw new BadCondition(String.valueOf(e.getMessage()), e);
        }
    }

    private CelAbstractSyntaxTree compiled(String expression) throws BadCondition {
        try {
            return cel().compile(expression).getAst();
        } catch (CelValidationException e) {
            throw new BadCondition(String.valueOf(e.getMessage()), e);
        }
    }

    private Map<String, Object> celValues(Map<String, Object> values) {
        Map<String, Object> given = new HashMap<>();
        values.forEach((name, value) -> {
            if (types.containsKey(name)) {
                given.put(name, value instanceof Integer number ? Long.valueOf(number) : value);
            }
        });
        return given;
    }

    private static CelType celTypeOf(Param.Type type) {
        return switch (type) {
            case STRING -> SimpleType.STRING;
            case INT -> SimpleType.INT;
            case BOOLEAN -> SimpleType.BOOL;
            case LIST -> ListType.create(SimpleType.STRING);
        };
    }
}
