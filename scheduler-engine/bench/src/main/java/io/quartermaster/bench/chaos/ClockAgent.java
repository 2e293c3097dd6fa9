package io.quartermaster.bench.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// Lets the wall clock of a server process be stepped, as an operator or a time daemon steps a machine's: in the
/// product's and in Quartz's classes every look at the system's clock becomes one at [SteppedTime]. The product has no
/// switch for that and needs none; the monotonic clock goes on as it does on a real machine.
///
/// The process reads `clock MILLIS` from its standard input, and ends when that does, so that it never outlives the
/// run.
public final class ClockAgent implements ClassFileTransformer {
    private static final String COMMAND = "clock ";
    private static final ClassDesc STEPPED = ClassDesc.of("io.quartermaster.bench.chaos.SteppedTime");
    private static final ClassDesc DATE = ClassDesc.of("java.util.Date");
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
    private static final ClassDesc SOURCE = ClassDesc.of("java.time.InstantSource");
    private static final MethodTypeDesc MILLIS = MethodTypeDesc.of(ConstantDescs.CD_long);

    ClockAgent() {}

    /// Called by the virtual machine before the server's main method.
    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClockAgent());
        Thread.ofPlatform().daemon().name("chaos-orders").start(ClockAgent::obey);
    }

    /// A jar that only says who the agent is; the class itself is on the class path.
    static Path jar(Path directory) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), ClockAgent.class.getName());
        Path jar = directory.resolve("clock-agent.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest)) {
            packed.finish();
        }
        return jar;
    }

    /// What to write to the process's standard input to have its clock wrong by so much.
    static String order(long offsetMillis) {
        return COMMAND + offsetMillis + "\n";
    }

    private static void obey() {
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.startsWith(COMMAND)) {
                    SteppedTime.step(
                            Long.parseLong(order.substring(COMMAND.length()).strip()));
                }
            }
        } catch (IOException e) {
            // whoever gives the orders is gone
        }
        Runtime.getRuntime().halt(3);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        boolean watched = name.startsWith("org/quartz/")
                || (name.startsWith("io/quartermaster/") && !name.startsWith("io/quartermaster/bench/"));
        if (!watched) {
            return null;
        }
        AtomicBoolean touched = new AtomicBoolean();
        ClassFile format = ClassFile.of();
        ClassModel model = format.parse(bytes);
        byte[] changed = format.transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(
                        () -> (code, element) -> touched.compareAndSet(false, replaced(code, element)))));
        return touched.get() ? changed : null;
    }

    /// Puts the element, or what stands for it, into the code.
    private static boolean replaced(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call) {
            String what = call.owner().asSymbol().displayName() + "."
                    + call.name().stringValue() + call.typeSymbol().displayDescriptor();
            switch (what) {
                case "System.currentTimeMillis()long" -> code.invokestatic(STEPPED, "millis", MILLIS);
                case "Instant.now()Instant" -> code.invokestatic(STEPPED, "now", MethodTypeDesc.of(INSTANT));
                case "InstantSource.system()InstantSource" ->
                    code.invokestatic(STEPPED, "system", MethodTypeDesc.of(SOURCE));
                case "Date.<init>()void" ->
                    code.invokestatic(STEPPED, "millis", MILLIS)
                            .invokespecial(
                                    DATE,
                                    ConstantDescs.INIT_NAME,
                                    MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long));
                default -> {
                    code.with(element);
                    return false;
                }
            }
            return true;
        }
        code.with(element);
        return false;
    }
}
