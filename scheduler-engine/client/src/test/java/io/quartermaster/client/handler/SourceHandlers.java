package io.quartermaster.client.handler;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Handlers as they were written for the source system, compiled after the root of their imports is changed, and after
/// nothing else is.
public final class SourceHandlers {
    public static final List<String> NAMES =
            List.of("NightlyCheck", "ByWarehouse", "ByShelf", "CountShelves", "PriceShelves");

    private static final String THEIRS = "import com.alipay.antschedulerclient.";
    private static final String OURS = "import io.quartermaster.client.";

    private final ClassLoader loader;

    private SourceHandlers(ClassLoader loader) {
        this.loader = loader;
    }

    public static SourceHandlers compiledTo(Path directory) throws MalformedURLException {
        Map<String, String> sources = new LinkedHashMap<>();
        NAMES.forEach(name -> sources.put(name, source(name)));
        compile(sources, "shop/nightly/", directory);
        URL[] urls = {directory.toUri().toURL()};
        return new SourceHandlers(new URLClassLoader(urls, SourceHandlers.class.getClassLoader()));
    }

    /// @param sources the text of each class, by its simple name
    /// @param folder that of their package, with a slash at its end
    public static void compile(Map<String, String> sources, String folder, Path directory) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of("--release", "17", "-proc:none", "-d", directory.toString());
        List<Text> units = sources.entrySet().stream()
                .map(each -> new Text(folder + each.getKey(), each.getValue()))
                .toList();
        if (!compiler.getTask(said, null, null, options, null, units).call()) {
            throw new AssertionError("the sources do not compile: " + said);
        }
    }

    public IJobHandler handler(String name) {
        try {
            return (IJobHandler) type(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    public Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass("shop.nightly." + name);
    }

    private static String source(String name) {
        try (InputStream in = SourceHandlers.class.getResourceAsStream("/migration/" + name + ".java.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.replace(THEIRS, OURS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        private Text(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
