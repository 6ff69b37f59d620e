package org.coterie.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

/** The rules of the house that the module system does not know. */
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.coterie");

    @Test
    void nothingIsSerialisedTheJavaWay() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(HOUSE);
        noClasses()
                .that(DescribedPredicate.not(JavaClass.Predicates.assignableTo(Throwable.class)))
                .and()
                .areNotEnums()
                .should()
                .implement(Serializable.class)
                .check(HOUSE);
    }

    @Test
    void onlyTheCommandLineEndsTheProcessOrTouchesTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.coterie.runtime.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(HOUSE);
    }

    @Test
    void guiceStaysWhereRunsAreComposed() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.coterie.runtime.run..", "org.coterie.runtime.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.inject..")
                .check(HOUSE);
    }

    @Test
    void variablesAreReadAndWrittenInOnePlace() {
        classes()
                .that(DescribedPredicate.describe(
                        "call variable operations",
                        c -> c.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getName().equals("readVariableOp")
                                        || call.getName().equals("assignVariableOp")
                                        || call.getName().equals("varHandleOp"))))
                .should()
                .resideInAPackage("org.coterie.runtime.graph")
                .check(HOUSE);
    }

    @Test
    void theApiKnowsNothingOfTheHouse() {
        noClasses()
                .that()
                .resideInAPackage("org.coterie.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.coterie.runtime..", "org.coterie.algorithms..", "com.typesafe..", "org.slf4j..")
                .check(HOUSE);
    }

    @Test
    void onlyTheCatalogueGoesToTheNetwork() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.coterie.datasets.catalogue")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(HOUSE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Socket.class,
                        ServerSocket.class,
                        DatagramSocket.class,
                        SocketFactory.class,
                        URLConnection.class,
                        URLClassLoader.class,
                        SocketChannel.class,
                        ServerSocketChannel.class,
                        DatagramChannel.class,
                        AsynchronousSocketChannel.class)
                .orShould()
                .callMethod(URL.class, "openStream")
                .orShould()
                .callMethod(URL.class, "openConnection")
                .orShould()
                .callMethod(URL.class, "getContent")
                .check(HOUSE);
    }

    @Test
    void inTheCatalogueOneClassGoesToTheNetwork() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.coterie.datasets.catalogue.Http")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.http.HttpClient")
                .check(HOUSE);
    }
}
