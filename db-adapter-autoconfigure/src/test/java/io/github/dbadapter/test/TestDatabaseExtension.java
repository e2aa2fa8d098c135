package io.github.dbadapter.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/**
 * Resolves the {@link TestDatabase} of a class; JUnit closes it with the class's store.
 */
class TestDatabaseExtension extends TypeBasedParameterResolver<TestDatabase> {

	private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

	@Override
	public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
		ExtensionContext ofClass = context;
		while (ofClass.getTestMethod().isPresent()) {
			ofClass = ofClass.getParent().orElseThrow();
		}
		return ofClass.getStore(NAMESPACE)
			.computeIfAbsent(context.getRequiredTestClass(), (type) -> TestDatabase.create(), TestDatabase.class);
	}

}
