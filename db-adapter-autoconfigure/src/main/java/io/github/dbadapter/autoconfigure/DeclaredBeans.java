package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Beans that the application declares itself. While auto-configurations are being
 * selected the methods of its configuration classes have not become bean definitions yet,
 * so their signatures are looked at as well.
 */
final class DeclaredBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	private final @Nullable ClassLoader classLoader;

	DeclaredBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.classLoader = beanFactory.getBeanClassLoader();
	}

	/**
	 * Tells whether there is a bean of a type.
	 * @param typeName name of the type, which need not be on the class path
	 * @return whether one is declared
	 */
	boolean contain(String typeName) {
		Class<?> type = load(typeName);
		if (type == null) {
			return false;
		}
		return this.beanFactory.getBeanNamesForType(type, true, false).length > 0 || isReturnedByMethod(type);
	}

	private boolean isReturnedByMethod(Class<?> type) {
		Set<String> visited = new HashSet<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = this.beanFactory.getBeanDefinition(name);
			if (definition instanceof AnnotatedBeanDefinition annotated
					&& isReturnedByMethod(annotated.getMetadata(), type, visited)) {
				return true;
			}
		}
		return false;
	}

	private boolean isReturnedByMethod(AnnotationMetadata metadata, Class<?> type, Set<String> visited) {
		if (!visited.add(metadata.getClassName())) {
			return false;
		}
		for (MethodMetadata method : metadata.getAnnotatedMethods(Bean.class.getName())) {
			Class<?> returned = load(method.getReturnTypeName());
			if (returned != null && type.isAssignableFrom(returned)) {
				return true;
			}
		}
		return metadata.getAnnotations()
			.stream(Import.class)
			.flatMap((annotation) -> java.util.Arrays.stream(annotation.getStringArray(MergedAnnotation.VALUE)))
			.anyMatch((imported) -> isReturnedByImported(imported, type, visited));
	}

	private boolean isReturnedByImported(String className, Class<?> type, Set<String> visited) {
		try {
			return isReturnedByMethod(new CachingMetadataReaderFactory(this.classLoader).getMetadataReader(className)
				.getAnnotationMetadata(), type, visited);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private @Nullable Class<?> load(String name) {
		try {
			return ClassUtils.forName(name, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
